package io.twinroute.scenario;

/** Which characters people can distinguish on a page. */
final class Characters {

  private Characters() {}

  /** Whether a reader sees this character for what it is. */
  static boolean isPrintable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> Character.getType(character) != Character.SPACE_SEPARATOR || character == ' ';
    };
  }
}
