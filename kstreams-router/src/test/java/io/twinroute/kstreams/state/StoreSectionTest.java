package io.twinroute.kstreams.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.semantics.logic.Sides;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

/** The sections' first bytes are state: with others, a route would not find its own any more. */
class StoreSectionTest {

  @Test
  void shouldKeepTheFirstByteOfEachSection() {
    assertThat(
            Arrays.stream(StoreSection.values())
                .map(section -> "%s %02x %02x".formatted(section, section.of(0), section.of(1))))
        .containsExactly(
            "REPARTITION_POSITION 00 01",
            "KEY_BUCKETS 10 11",
            "PROGRESS 20 21",
            "HELD 30 31",
            "RECENT 40 41",
            "WAITING 50 51",
            "RECORDS 60 61");
  }

  @Test
  void shouldBeInNoOtherSection() {
    for (StoreSection section : StoreSection.values()) {
      Bytes key = Bytes.wrap(new byte[] {section.of(Sides.RIGHT), 7});

      assertThat(Arrays.stream(StoreSection.values()).filter(each -> each.contains(key)))
          .containsExactly(section);
      assertThat(section.inputOf(key.get()[0])).isEqualTo(Sides.RIGHT);
    }
  }

  /** Streams reads two entries beyond a range, so a range must not end where traces may be. */
  @Test
  void shouldHaveTwoMarksBehindWhatWaits() {
    for (int input : List.of(Sides.LEFT, Sides.RIGHT)) {
      Bytes end = StoreKeys.endOf(StoreSection.WAITING, input);

      assertThat(IntStream.range(0, 2).mapToObj(n -> StoreKeys.waitingFence(input, n)))
          .allMatch(fence -> fence.compareTo(end) > 0)
          .allMatch(fence -> fence.compareTo(StoreSection.WAITING.end()) < 0)
          .allMatch(StoreKeys::isMark)
          .doesNotHaveDuplicates();
    }
  }
}
