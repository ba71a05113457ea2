package io.twinroute.reference.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The join key that a field of a JSON value gives. */
public final class ReferenceKey {

  private static final int LONGEST_NUMBER = 1000;

  /** A string, number or literal: its text has no quotes and no escapes any more. */
  public record Scalar(JsonToken token, String text) {}

  private ReferenceKey() {}

  /**
   * The field's canonical text in UTF-8; null if the field is not there or is no key.
   *
   * @param pointer a JSON Pointer (RFC 6901)
   * @param json valid JSON
   */
  public static byte @Nullable [] at(String pointer, byte[] json) {
    Scalar field = scalar(pointer, json);
    String text = field == null ? null : canonical(field);
    return text == null ? null : text.getBytes(UTF_8);
  }

  /** What the field holds; null if it is not there, or an object or an array. */
  public static @Nullable Scalar scalar(String pointer, byte[] json) {
    try (JsonParser parser = ReferenceJson.parser(new String(json, UTF_8))) {
      parser.nextToken();
      return find(parser, steps(pointer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<String> steps(String pointer) {
    if (pointer.isEmpty()) {
      return List.of();
    }
    if (!pointer.startsWith("/")) {
      throw new IllegalArgumentException("a JSON Pointer starts with '/'");
    }
    return Arrays.stream(pointer.substring(1).split("/", -1))
        .map(step -> step.replace("~1", "/").replace("~0", "~"))
        .toList();
  }

  /**
   * Of the value that the parser is at; leaves it at that value's end. Of members with one name the
   * last one counts.
   */
  private static @Nullable Scalar find(JsonParser parser, List<String> steps) throws IOException {
    JsonToken token = parser.currentToken();
    if (steps.isEmpty()) {
      Scalar scalar = token.isScalarValue() ? new Scalar(token, parser.getText()) : null;
      parser.skipChildren();
      return scalar;
    }
    String step = steps.get(0);
    List<String> rest = steps.subList(1, steps.size());
    Scalar found = null;
    if (token == JsonToken.START_OBJECT) {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        if (step.equals(name)) {
          found = find(parser, rest);
        } else {
          parser.skipChildren();
        }
      }
    } else if (token == JsonToken.START_ARRAY) {
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        if (step.equals(Integer.toString(i))) {
          found = find(parser, rest);
        } else {
          parser.skipChildren();
        }
      }
    }
    return found;
  }

  private static @Nullable String canonical(Scalar field) {
    return switch (field.token()) {
      case VALUE_STRING -> UTF_8.newEncoder().canEncode(field.text()) ? field.text() : null;
      case VALUE_TRUE, VALUE_FALSE -> field.text();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> plain(field.text());
      default -> null;
    };
  }

  /** A number in plain decimal; null if the literal or the plain form is too long. */
  private static @Nullable String plain(String literal) {
    if (literal.length() > LONGEST_NUMBER) {
      return null;
    }
    String[] parts = literal.split("[eE]");
    BigDecimal digits = new BigDecimal(parts[0]);
    if (digits.signum() == 0) {
      return "0";
    }
    BigInteger exponent = parts.length == 1 ? BigInteger.ZERO : new BigInteger(parts[1]);
    // With at most 1000 digits, thrice as many places are too long in any case.
    if (exponent.abs().compareTo(BigInteger.valueOf(3L * LONGEST_NUMBER)) > 0) {
      return null;
    }
    String plain =
        digits.scaleByPowerOfTen(exponent.intValueExact()).stripTrailingZeros().toPlainString();
    return plain.length() > LONGEST_NUMBER ? null : plain;
  }
}
