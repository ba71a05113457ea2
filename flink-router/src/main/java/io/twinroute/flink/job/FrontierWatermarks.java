package io.twinroute.flink.job;

import io.twinroute.semantics.Frontiers;
import io.twinroute.semantics.SourceRecord;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * A source partition's frontier as Flink's watermark of its split; Flink's minimum over all splits
 * of both sources is then {@code W}. A split is never marked idle: a silent partition holds {@code
 * W} back instead of making later records late.
 */
final class FrontierWatermarks implements WatermarkGenerator<SourceRecord> {

  private final long lateness;
  private long maxTimestamp = -1;

  FrontierWatermarks(long lateness) {
    this.lateness = lateness;
  }

  @Override
  public void onEvent(SourceRecord record, long timestamp, WatermarkOutput output) {
    maxTimestamp = Math.max(maxTimestamp, record.timestamp());
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.emitWatermark(
        new Watermark(maxTimestamp < 0 ? Frontiers.UNKNOWN : maxTimestamp - lateness - 1));
  }
}
