package io.twinroute.bench.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the JSON format promises, by Jackson's streaming parser. Not thread-safe. */
final class JacksonText {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(500).build())
          .build();

  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final CharsetDecoder utf8 = UTF_8.newDecoder();
  private final CharBuffer chars;

  /**
   * @param longest how many bytes a value has at most
   */
  JacksonText(int longest) {
    this.chars = CharBuffer.allocate(longest);
  }

  /** Whether Jackson can read the bytes, be they UTF-8, overlong, UTF-16 or UTF-32. */
  static boolean isReadable(byte[] value) throws IOException {
    try (JsonParser parser = FACTORY.createParser(value)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** Whether the bytes are JSON in well-formed UTF-8 without a byte order mark. */
  boolean isJson(byte[] value) throws IOException {
    return isUtf8(value) && isReadable(value);
  }

  /** The field's characters; null if the bytes are no such JSON or have no such field. */
  byte @Nullable [] fieldOfJson(byte[] value, List<String> pointer) throws IOException {
    if (!isUtf8(value)) {
      return null;
    }
    try (JsonParser parser = FACTORY.createParser(value)) {
      parser.nextToken();
      byte[] field = field(parser, pointer, 0);
      return parser.nextToken() == null ? field : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** The field's characters in a value that is known to be JSON. */
  static byte @Nullable [] field(byte[] value, List<String> pointer) throws IOException {
    try (JsonParser parser = FACTORY.createParser(value)) {
      parser.nextToken();
      return field(parser, pointer, 0);
    }
  }

  /** Well-formed, and nothing at its beginning that Jackson takes for another encoding. */
  private boolean isUtf8(byte[] value) {
    chars.clear();
    utf8.reset();
    if (!utf8.decode(ByteBuffer.wrap(value), chars, true).isUnderflow()) {
      return false;
    }
    chars.flip();
    for (int i = 0; i < Math.min(chars.limit(), 4); i++) {
      if (chars.get(i) == 0) {
        return false;
      }
    }
    return !chars.hasRemaining() || chars.get(0) != BYTE_ORDER_MARK;
  }

  /** Of members with the same name the last one, so each object is read to its end. */
  private static byte @Nullable [] field(JsonParser parser, List<String> pointer, int depth)
      throws IOException {
    if (depth == pointer.size()) {
      byte[] field =
          parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText().getBytes(UTF_8) : null;
      parser.skipChildren();
      return field;
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return null;
    }
    byte[] found = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean named = parser.currentName().equals(pointer.get(depth));
      parser.nextToken();
      if (named) {
        found = field(parser, pointer, depth + 1);
      } else {
        parser.skipChildren();
      }
    }
    return found;
  }
}
