package io.twinroute.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.semantics.record.SizeLimit;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordSizesTest {

  private static final int MIB = 1024 * 1024;

  private final RecordSizes usual = new RecordSizes(SizeLimit.DEFAULT);

  @Test
  void shouldAskOfTopicsForTheLimitAndAMargin() {
    assertThat(usual.topicBytes()).isEqualTo(16 * MIB + 32 * 1024);
    assertThat(usual.internalTopicBytes()).isEqualTo(17 * MIB);
    assertThat(new RecordSizes(new SizeLimit(1)).internalTopicBytes()).isEqualTo(4 * MIB);
    assertThat(RecordSizes.limitOf(usual.topicBytes())).isEqualTo(16 * MIB);
  }

  @Test
  void shouldRaiseWhatSomebodyHasSetTooLow() {
    assertThat(usual.producer(key -> null))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "max.request.size", String.valueOf(17 * MIB),
                "buffer.memory", String.valueOf(34 * MIB)));
    assertThat(usual.producer(Map.of("max.request.size", " 1048576 ")::get))
        .containsEntry("max.request.size", String.valueOf(17 * MIB));
    assertThat(usual.producer(Map.of("max.request.size", " 99999999 ")::get))
        .containsEntry("max.request.size", "99999999");
    assertThat(usual.producer(Map.of("max.request.size", "much")::get))
        .containsEntry("max.request.size", "much");
  }

  @Test
  void shouldLetSeveralRecordsTogetherBeNoLargerThanOne() {
    assertThat(usual.batchBytes()).isEqualTo(256 * 1024);
    assertThat(new RecordSizes(new SizeLimit(1)).batchBytes()).isLessThan(32 * 1024);
  }

  @Test
  void shouldStayBelowWhatABrokersRequestMayHave() {
    int socketRequestMaxBytes = 100 * MIB;

    assertThat(RecordSizes.LARGEST_COPY).isLessThan(socketRequestMaxBytes - MIB);
    assertThat(new RecordSizes(new SizeLimit(64 * MIB)).internalTopicBytes())
        .isLessThan(RecordSizes.LARGEST_COPY);
  }
}
