package io.twinroute.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.semantics.Frontiers;
import io.twinroute.semantics.Headers;
import io.twinroute.semantics.Side;
import io.twinroute.semantics.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class FrontierWatermarksTest {

  private final FrontierWatermarks watermarks = new FrontierWatermarks(1_000);
  private final Output output = new Output();

  @Test
  void shouldKnowNothingBeforeTheFirstTimestamp() {
    watermarks.onPeriodicEmit(output);
    read(-1);
    watermarks.onPeriodicEmit(output);

    assertThat(output.emitted).containsOnly(Frontiers.UNKNOWN);
  }

  @Test
  void shouldStayBehindTheLargestTimestampByTheLateness() {
    read(5_000);
    read(3_000);
    read(-1);
    watermarks.onPeriodicEmit(output);

    assertThat(output.emitted).containsExactly(3_999L);
  }

  /** A partition that is marked idle would no longer hold the watermark back. */
  @Test
  void shouldNeverMarkItsPartitionIdle() {
    read(5_000);
    for (int i = 0; i < 100; i++) {
      watermarks.onPeriodicEmit(output);
    }

    assertThat(output.idle).isFalse();
  }

  private void read(long timestamp) {
    SourceRecord record = new SourceRecord(Side.LEFT, 0, 0, timestamp, null, null, Headers.EMPTY);
    watermarks.onEvent(record, timestamp, output);
  }

  private static final class Output implements WatermarkOutput {
    final List<Long> emitted = new ArrayList<>();
    boolean idle;

    @Override
    public void emitWatermark(Watermark watermark) {
      emitted.add(watermark.getTimestamp());
    }

    @Override
    public void markIdle() {
      idle = true;
    }

    @Override
    public void markActive() {
      idle = false;
    }
  }
}
