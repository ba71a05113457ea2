package io.twinroute.reference.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A field of a JSON text as it is written there. */
public final class ReferenceField {

  private final String text;

  private ReferenceField(String text) {
    this.text = text;
  }

  /**
   * The field's text, without the white space around it; null if it is not there.
   *
   * @param steps the names and indexes that lead to it
   * @param json valid JSON
   */
  public static @Nullable String at(List<String> steps, byte[] json) {
    ReferenceField field = new ReferenceField(new String(json, UTF_8));
    try (JsonParser parser = ReferenceJson.parser(field.text)) {
      parser.nextToken();
      return field.find(parser, steps);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of the value that the parser is at; leaves it at that value's end. */
  private @Nullable String find(JsonParser parser, List<String> steps) throws IOException {
    long begin = parser.currentTokenLocation().getCharOffset();
    String found = null;
    JsonToken token = parser.currentToken();
    if (steps.isEmpty() || token.isScalarValue()) {
      parser.skipChildren();
      if (token.isScalarValue()) {
        parser.getText(); // Jackson reads a string when it is asked for it
      }
      long end = parser.currentLocation().getCharOffset();
      return steps.isEmpty() ? text.substring((int) begin, (int) end).strip() : null;
    }
    List<String> rest = steps.subList(1, steps.size());
    for (int i = 0; ; i++) {
      JsonToken next = parser.nextToken();
      if (next == JsonToken.END_OBJECT || next == JsonToken.END_ARRAY) {
        return found;
      }
      String name = token == JsonToken.START_OBJECT ? parser.currentName() : Integer.toString(i);
      if (token == JsonToken.START_OBJECT) {
        parser.nextToken();
      }
      if (name.equals(steps.get(0))) {
        found = find(parser, rest);
      } else {
        parser.skipChildren();
      }
    }
  }
}
