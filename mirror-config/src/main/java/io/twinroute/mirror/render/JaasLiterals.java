package io.twinroute.mirror.render;

/**
 * Connect takes <code>${provider:path:key}</code> anywhere in a connector's settings for a
 * reference, and has no way to write one literally. In the quoted texts of a JAAS configuration,
 * where passwords are, a dollar sign has an octal number as well.
 */
final class JaasLiterals {

  private static final String REFERENCE = "${";
  private static final String LITERAL = "\\044{";

  private JaasLiterals() {}

  /** The same login, without anything in its quoted texts that Connect would replace. */
  static String of(String jaas) {
    StringBuilder literal = new StringBuilder();
    char quote = 0;
    int i = 0;
    while (i < jaas.length()) {
      char c = jaas.charAt(i);
      int escape = quote != 0 && c == '\\' ? 1 : 0;
      if (quote != 0 && jaas.startsWith(REFERENCE, i + escape)) {
        literal.append(LITERAL);
        i += escape + REFERENCE.length();
        continue;
      }
      if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      }
      int end = Math.min(jaas.length(), i + escape + 1);
      literal.append(jaas, i, end);
      i = end;
    }
    return literal.toString();
  }
}
