package io.twinroute.semantics.accept;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.twinroute.semantics.format.JsonPointer;
import io.twinroute.semantics.format.json.JsonFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The key at a pointer, found in the bytes, against the one in Jackson's tree. */
class KeyFieldEqualsJacksonTest {

  private static final int CASES = 20_000;
  private static final ObjectMapper JACKSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build();

  /** Names of members, as a document has them; few, so that pointers find some. */
  private static final String[] NAMES = {
    "a", "b", "\\u0061", "0", "1", "01", "-", "", "a/b", "a\\/b", "m~n", "\\\\a", "\\n", "\u00e9"
  };

  private static final String[] TOKENS = {
    "a", "a", "a", "b", "0", "1", "2", "01", "-", "", "a~1b", "m~0n", "\\a", "\n", "\u00e9", "x"
  };

  private static final String[] SCALARS = {
    "1",
    "-0",
    "1.50",
    "2e1",
    "null",
    "true",
    "false",
    "\"\"",
    "\"a\"",
    "\"a\\u0062\\n\"",
    "\"}]\\\"\"",
    "\"\u00e9\"",
    "\"\\ud83d\\ude00\"",
    "\"\\ud83d\"",
    "\"\\ude00x\""
  };

  private final long seed = Long.getLong("twinroute.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void shouldFindTheKeyThatJacksonFinds() throws JsonProcessingException {
    System.out.println("KeyFieldEqualsJacksonTest seed: -Dtwinroute.seed=" + seed);
    int found = 0;
    for (int i = 0; i < CASES; i++) {
      String json = random.nextInt(10) == 0 ? value(3) : object(3);
      String pointer = pointer();

      String key = key(json, pointer);

      assertThat(key)
          .as("case %d of seed %d: %s in %s", i, seed, pointer, json)
          .isEqualTo(keyInTree(json, pointer));
      found += key == null ? 0 : 1;
    }
    assertThat(found).isBetween(CASES / 20, CASES * 19 / 20);
  }

  private static String key(String json, String pointer) {
    byte[] value = json.getBytes(UTF_8);
    assertThat(JsonFormat.JSON.isValid(value)).isTrue();
    int[] places = new int[2];
    JsonFormat.JSON.scan(List.of(JsonPointer.parse(pointer))).scan(value, places);
    byte[] key = places[0] < 0 ? null : JsonFormat.JSON.key(value, places[0]);
    return key == null ? null : new String(key, UTF_8);
  }

  private static String keyInTree(String json, String pointer) throws JsonProcessingException {
    JsonNode node = JACKSON.readTree(json).at(pointer);
    if (node.isNumber()) {
      return node.decimalValue().signum() == 0
          ? "0"
          : node.decimalValue().stripTrailingZeros().toPlainString();
    }
    if (node.isTextual()) {
      return UTF_8.newEncoder().canEncode(node.textValue()) ? node.textValue() : null;
    }
    return node.isBoolean() ? node.asText() : null;
  }

  private String pointer() {
    StringBuilder pointer = new StringBuilder();
    for (int tokens = pick(1, 1, 1, 2, 3); tokens > 0; tokens--) {
      pointer.append('/').append(pick(TOKENS));
    }
    return pointer.toString();
  }

  private String value(int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(8);
    String inside =
        switch (kind) {
          case 0, 1, 2, 3, 4 -> pick(SCALARS);
          case 5 -> array(depth - 1);
          default -> object(depth - 1);
        };
    return space() + inside + space();
  }

  private String array(int depth) {
    StringBuilder text = new StringBuilder("[" + space());
    for (int i = 0, size = random.nextInt(4); i < size; i++) {
      text.append(i == 0 ? "" : ",").append(value(depth));
    }
    return text.append(']').toString();
  }

  private String object(int depth) {
    StringBuilder text = new StringBuilder("{" + space());
    for (int i = 0, size = random.nextInt(12); i < size; i++) {
      text.append(i == 0 ? "" : ",").append(space()).append('"').append(pick(NAMES)).append('"');
      text.append(space()).append(':').append(value(depth));
    }
    return text.append('}').toString();
  }

  private String space() {
    return random.nextInt(4) == 0 ? pick(" ", "\n", "\t\r") : "";
  }

  @SafeVarargs
  private <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
