package io.twinroute.demo.local;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings that are particular to one local broker.
 *
 * @param settings broker settings that win over those of {@link LocalClusters}
 * @param listener a listener beside the plain one; absent: none
 * @param member its place in a cluster of several brokers; absent: it is a cluster by itself
 * @param jvmOptions more options of its JVM
 */
public record BrokerSetup(
    Map<String, String> settings,
    @Nullable ExtraListener listener,
    @Nullable QuorumMember member,
    List<String> jvmOptions) {

  public BrokerSetup {
    settings = Map.copyOf(settings);
    jvmOptions = List.copyOf(jvmOptions);
  }

  /** A broker with these settings and the plain listener alone. */
  public static BrokerSetup of(Map<String, String> settings) {
    return new BrokerSetup(settings, null, null, List.of());
  }

  /** A broker with a further listener that is a cluster by itself. */
  public static BrokerSetup of(Map<String, String> settings, ExtraListener listener) {
    return new BrokerSetup(settings, listener, null, List.of());
  }

  /** The same with these options of its JVM. */
  public BrokerSetup withJvmOptions(List<String> options) {
    return new BrokerSetup(settings, listener, member, options);
  }
}
