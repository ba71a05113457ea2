package io.twinroute.flink.job;

import io.twinroute.flink.types.SourceEvent;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/** What a reader puts out. */
public final class CollectedEvents implements ReaderOutput<SourceEvent> {

  private final List<SourceEvent> events = new ArrayList<>();

  public List<SourceEvent> events() {
    return events;
  }

  @Override
  public void collect(SourceEvent event) {
    events.add(event);
  }

  @Override
  public void collect(SourceEvent event, long timestamp) {
    events.add(event);
  }

  @Override
  public SourceOutput<SourceEvent> createOutputForSplit(String splitId) {
    return this;
  }

  @Override
  public void releaseOutputForSplit(String splitId) {}

  @Override
  public void emitWatermark(Watermark watermark) {
    throw new AssertionError("readers give no watermarks");
  }

  @Override
  public void markIdle() {
    throw new AssertionError("readers are never idle");
  }

  @Override
  public void markActive() {}
}
