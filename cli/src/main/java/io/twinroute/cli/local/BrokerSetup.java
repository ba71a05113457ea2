package io.twinroute.cli.local;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is particular about one local broker.
 *
 * @param settings broker settings that win over those of {@link LocalClusters}
 * @param listener a listener beside the plain one; absent: none
 */
public record BrokerSetup(Map<String, String> settings, @Nullable ExtraListener listener) {

  public BrokerSetup {
    settings = Map.copyOf(settings);
  }

  /** A broker with these settings and the plain listener alone. */
  public static BrokerSetup of(Map<String, String> settings) {
    return new BrokerSetup(settings, null);
  }
}
