package io.twinroute.mirror;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Distinguishes secret client settings from others; {@link References} replace them. */
public final class Secrets {

  /** The config provider of {@link References#VARIABLES}. */
  public static final String PROVIDER = "env";

  /** What a variable of {@link #PROVIDER} is called; its name is the first group. */
  public static final Pattern REFERENCE = Pattern.compile("\\$\\{" + PROVIDER + ":(\\w+)}");

  // By word rather than by a list of settings, so that secrets of unknown login modules and plugins
  // are hidden too. An unnecessary reference does no harm.
  private static final Pattern SECRET =
      Pattern.compile(
          "password|passwd|passphrase|secret|token|credential|jaas\\.config|user\\.info"
              + "|keystore\\.key|(private|api|access|account|shared)[._-]?key",
          Pattern.CASE_INSENSITIVE);

  private static final String HIDDEN = "[hidden]";

  private Secrets() {}

  static boolean isSecret(String setting) {
    return SECRET.matcher(setting).find();
  }

  /** The environment variable for a setting of a cluster. */
  static String variable(String alias, String setting) {
    return ("TWINROUTE_" + alias + "_" + setting).toUpperCase(Locale.ROOT).replaceAll("\\W", "_");
  }

  /** The reference to a variable of {@link #PROVIDER}. */
  public static String reference(String variable) {
    return "${" + PROVIDER + ":" + variable + "}";
  }

  /** {@code text} with no secret value of {@code config} in it. */
  public static String redact(String text, Map<String, String> config) {
    String redacted = text;
    for (Map.Entry<String, String> setting : config.entrySet()) {
      if (isSecret(setting.getKey()) && !setting.getValue().isEmpty()) {
        redacted = redacted.replace(setting.getValue(), HIDDEN);
      }
    }
    return redacted;
  }
}
