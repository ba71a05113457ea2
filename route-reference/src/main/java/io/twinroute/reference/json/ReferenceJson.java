package io.twinroute.reference.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Jackson's opinion of what is JSON (RFC 8259, in UTF-8, one value, at most 500 levels deep). */
public final class ReferenceJson {

  /** Reads JSON of any size. */
  public static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(500)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private ReferenceJson() {}

  public static boolean isValid(byte @Nullable [] value) {
    if (value == null) {
      return false;
    }
    try {
      // The strict decoder first: Jackson would also take UTF-16, and skips over some broken UTF-8.
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
      if (text.startsWith("\uFEFF")) {
        return false;
      }
      try (JsonParser parser = parser(text)) {
        if (parser.nextToken() == null) {
          return false;
        }
        parser.skipChildren();
        if (parser.currentToken().isScalarValue()) {
          parser.getText();
        }
        return parser.nextToken() == null;
      }
    } catch (CharacterCodingException | JsonProcessingException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Strict, and without limits on the length of numbers, strings and names. */
  public static JsonParser parser(String text) throws IOException {
    return JSON.createParser(text);
  }

  public static String quote(String name) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(name)) + "\"";
  }
}
