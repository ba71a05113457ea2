package io.twinroute.semantics.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Numbers of any form against their value. */
class CanonicalKeyEqualsBigDecimalTest {

  private static final int CASES = 20_000;

  private final long seed = Long.getLong("twinroute.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @BeforeEach
  void printSeed() {
    System.out.println("CanonicalKeyEqualsBigDecimalTest seed: -Dtwinroute.seed=" + seed);
  }

  @Test
  void shouldWriteEveryNumberPlainly() {
    int keys = 0;
    for (int i = 0; i < CASES; i++) {
      String literal = literal();

      String key = key(literal);

      assertThat(key).as("case %d of seed %d: %s", i, seed, literal).isEqualTo(plain(literal));
      keys += key == null ? 0 : 1;
    }
    assertThat(keys).isBetween(CASES / 2, CASES * 99 / 100);
  }

  @Test
  void shouldWriteEqualNumbersEqually() {
    for (int i = 0; i < CASES; i++) {
      BigDecimal value = new BigDecimal(literal(20, 20, 20));
      int shift = random.nextInt(41) - 20;

      String shifted = value.scaleByPowerOfTen(-shift).toPlainString() + "e" + shift;

      assertThat(key(shifted))
          .as("case %d of seed %d: %s", i, seed, shifted)
          .isEqualTo(key(value.toPlainString()))
          .isEqualTo(key(value.toString()))
          .isNotNull();
    }
  }

  private static String plain(String literal) {
    BigDecimal value = new BigDecimal(literal);
    String plain = value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    boolean tooLong = Math.max(literal.length(), plain.length()) > CanonicalKey.LONGEST_NUMBER;
    return tooLong ? null : plain;
  }

  private String literal() {
    return random.nextInt(4) == 0 ? literal(700, 700, 2_000) : literal(20, 20, 40);
  }

  private String literal(int whole, int fraction, int exponent) {
    StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "-" : "");
    text.append(random.nextInt(3) == 0 ? "0" : 1 + random.nextInt(9) + digits(whole));
    if (random.nextBoolean()) {
      text.append('.').append(random.nextInt(10)).append(digits(fraction));
    }
    if (random.nextBoolean()) {
      text.append(random.nextBoolean() ? 'e' : 'E');
      text.append(new String[] {"", "+", "-", "-0"}[random.nextInt(4)]);
      text.append(random.nextInt(exponent));
    }
    return text.toString();
  }

  /** Many zeros, in runs. */
  private String digits(int most) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(most); text.length() < length; ) {
      text.append(random.nextBoolean() ? "0".repeat(random.nextInt(6)) : random.nextInt(10));
    }
    return text.toString();
  }

  private static String key(String literal) {
    byte[] json = literal.getBytes(UTF_8);
    assertThat(JsonScan.isJson(json)).as(literal).isTrue();
    byte[] key = CanonicalKey.of(json, 0);
    return key == null ? null : new String(key, UTF_8);
  }
}
