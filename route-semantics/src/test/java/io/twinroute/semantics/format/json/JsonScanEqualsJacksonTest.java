package io.twinroute.semantics.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Valid documents and broken ones: the scan is of one mind with a strict decoder and Jackson. */
class JsonScanEqualsJacksonTest {

  private static final int CASES = 20_000;
  private static final JsonFactory JACKSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(JsonScan.DEEPEST).build())
          .build();

  private final long seed = Long.getLong("twinroute.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void shouldAgreeWithJacksonOnMutatedDocuments() throws IOException {
    System.out.println("JsonScanEqualsJacksonTest seed: -Dtwinroute.seed=" + seed);
    int valid = 0;
    for (int i = 0; i < CASES; i++) {
      byte[] text = mutated(document());

      boolean accepted = JsonScan.isJson(text);

      assertThat(accepted)
          .as("case %d of seed %d: %s", i, seed, HexFormat.of().formatHex(text))
          .isEqualTo(isJsonForJackson(text));
      valid += accepted ? 1 : 0;
    }
    assertThat(valid).isBetween(CASES / 10, CASES * 9 / 10);
  }

  private static boolean isJsonForJackson(byte[] value) throws IOException {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
      // Jackson takes a byte order mark for white space.
      if (text.startsWith("\ufeff")) {
        return false;
      }
      try (JsonParser parser = JACKSON.createParser(text)) {
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
    }
  }

  private byte[] document() {
    if (random.nextInt(200) == 0) {
      int depth = JsonScan.DEEPEST - 2 + random.nextInt(5);
      return ("[".repeat(depth) + "]".repeat(depth)).getBytes(UTF_8);
    }
    StringBuilder text = new StringBuilder();
    value(text, random.nextInt(5));
    return text.toString().getBytes(UTF_8);
  }

  private void value(StringBuilder text, int depth) {
    space(text);
    int kind = random.nextInt(depth == 0 ? 5 : 9);
    switch (kind) {
      case 0 -> text.append(pick("true", "false", "null"));
      case 1, 2 -> text.append(pick("0", "-1", "12", "3.5", "-0.25e-3", "1E9", "7e+12"));
      case 3, 4 -> string(text);
      case 5, 6 -> array(text, depth);
      default -> object(text, depth);
    }
    space(text);
  }

  private void array(StringBuilder text, int depth) {
    text.append('[');
    for (int i = random.nextInt(4); i > 0; i--) {
      value(text, depth - 1);
      text.append(i > 1 ? "," : "");
    }
    text.append(']');
  }

  private void object(StringBuilder text, int depth) {
    text.append('{');
    for (int i = random.nextInt(4); i > 0; i--) {
      space(text);
      string(text);
      space(text);
      text.append(':');
      value(text, depth - 1);
      text.append(i > 1 ? "," : "");
    }
    text.append('}');
  }

  private void string(StringBuilder text) {
    text.append('"');
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(
          pick(
              "a", "key", "é", "€", "\ud83d\ude00", "\u007f", "\\n", "\\u00e9", "\\\"", "\\ud800"));
    }
    text.append('"');
  }

  private void space(StringBuilder text) {
    text.append(random.nextInt(4) == 0 ? pick(" ", "\n", "\r\n", "\t ") : "");
  }

  /** Zero to three changes; about a third of the documents stays whole. */
  private byte[] mutated(byte[] document) {
    byte[] text = document;
    for (int i = Math.max(0, random.nextInt(6) - 2); i > 0; i--) {
      int at = random.nextInt(text.length + 1);
      int to = Math.min(text.length, at + random.nextInt(3));
      text =
          switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(text, at);
            case 1 -> spliced(text, at, to, new byte[0]);
            case 2 -> spliced(text, at, at, Arrays.copyOfRange(text, at, to));
            case 3 -> spliced(text, at, at, oddBytes());
            default -> spliced(text, at, to, oddBytes());
          };
    }
    return text;
  }

  private static byte[] spliced(byte[] text, int from, int to, byte[] with) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(text, 0, from);
    out.writeBytes(with);
    out.write(text, to, text.length - to);
    return out.toByteArray();
  }

  private byte[] oddBytes() {
    if (random.nextInt(4) == 0) {
      return new byte[] {(byte) random.nextInt(256)};
    }
    String hex =
        pick(
            "c080",
            "c3",
            "c3a9",
            "e08080",
            "e0a080",
            "eda080",
            "ed9fbf",
            "efbbbf",
            "f0808080",
            "f0908080",
            "f48fbfbf",
            "f4908080",
            "80",
            "ff",
            "5c75",
            "5c",
            "22",
            "2c",
            "3a",
            "7b",
            "7d",
            "5b",
            "5d",
            "30",
            "2d",
            "2e",
            "65",
            "2b",
            "00",
            "1f",
            "7f",
            "09",
            "0b",
            "2f");
    return HexFormat.of().parseHex(hex);
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
