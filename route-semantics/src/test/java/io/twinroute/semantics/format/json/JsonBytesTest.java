package io.twinroute.semantics.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class JsonBytesTest {

  /** Bytes at the edges of what is looked for, and some that differ from it in one bit. */
  private static final byte[] CANDIDATES = {
    0,
    1,
    0x1f,
    0x20,
    0x21,
    '"',
    0x23,
    0x5b,
    '\\',
    0x5d,
    'a',
    0x7f,
    (byte) 0x80,
    (byte) 0x9f,
    (byte) 0xa0,
    (byte) 0xa1,
    (byte) 0xa2,
    (byte) 0xdc,
    (byte) 0xff
  };

  private static final int LONGEST = 40;
  private static final int ROUNDS = 20_000;

  private final long seed = Long.getLong("twinroute.seed", System.nanoTime());

  @Test
  void shouldFindWhatALoopOverTheBytesFinds() {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = mostlyPlain(random);
      int from = random.nextInt(bytes.length + 1);

      assertThat(JsonBytes.quoteOrBackslash(bytes, from))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(first(bytes, from, b -> b == '"' || b == '\\'));
      assertThat(JsonBytes.noPlainCharacter(bytes, from))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(first(bytes, from, b -> b == '"' || b == '\\' || b < 0x20));
    }
  }

  private static byte[] mostlyPlain(Random random) {
    byte[] bytes = new byte[random.nextInt(LONGEST)];
    int one = 1 + random.nextInt(20);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] =
          random.nextInt(one) == 0 ? CANDIDATES[random.nextInt(CANDIDATES.length)] : (byte) 'x';
    }
    return bytes;
  }

  private static int first(byte[] bytes, int from, IntPredicate searched) {
    for (int i = from; i < bytes.length; i++) {
      if (searched.test(bytes[i])) {
        return i;
      }
    }
    return bytes.length;
  }
}
