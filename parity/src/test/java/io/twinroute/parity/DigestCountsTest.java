package io.twinroute.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigestCountsTest {

  @Test
  void shouldCountAsAMapDoesWhateverTheDigestsShare() {
    // given digests of which many share their low or high half, or both
    Random random = new Random(7);
    DigestCounts counts = new DigestCounts();
    Map<Digest, int[]> expected = new HashMap<>();

    // when
    for (int i = 0; i < 50_000; i++) {
      Digest digest = new Digest(random.nextInt(50), random.nextInt(200));
      int side = random.nextInt(2);
      if (side == 0) {
        counts.addLeft(digest);
      } else {
        counts.addRight(digest);
      }
      expected.computeIfAbsent(digest, d -> new int[2])[side]++;
    }

    // then
    assertThat(expected)
        .allSatisfy(
            (digest, both) -> {
              assertThat(counts.left(digest)).isEqualTo(both[0]);
              assertThat(counts.right(digest)).isEqualTo(both[1]);
            });
    int[] visited = new int[1];
    counts.forEach((left, right) -> visited[0]++);
    assertThat(visited[0]).isEqualTo(expected.size());
    assertThat(counts.left(new Digest(99, 99))).isZero();
  }
}
