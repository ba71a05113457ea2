package io.twinroute.config.read;

import io.twinroute.config.key.NamingKeys;
import io.twinroute.config.key.Schema;
import io.twinroute.config.plan.Naming;

/** Reads how everything is named. */
public final class NamingReader {

  private static final String NAMING = Schema.ROOT_KEY + ".naming";

  /** The key of the prefix, for messages. */
  static final String PREFIX = NAMING + "." + NamingKeys.PREFIX.name();

  private NamingReader() {}

  /** The naming of a file; the plain one if it has none, or a wrong one. */
  public static Naming read(SettingReader settings) {
    String prefix = settings.find(NAMING, NamingKeys.PREFIX);
    return prefix == null ? Naming.PLAIN : new Naming(prefix);
  }
}
