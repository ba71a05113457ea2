package io.twinroute.semantics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.semantics.format.json.JsonFormat;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.MemoryState;
import io.twinroute.semantics.logic.ResultFormat;
import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.LogicOutput;
import io.twinroute.semantics.record.RouteResult;
import io.twinroute.semantics.record.SizeLimit;
import io.twinroute.semantics.record.SourcePartitions;
import java.util.ArrayList;
import java.util.List;

/** One join on a plain state, fed by hand; records are of key {@code k} and partition 0. */
public final class JoinBench {

  private final MemoryState state;
  private final RouteLogic join;
  private final List<String> results = new ArrayList<>();

  public JoinBench(JoinRule rule) {
    this.join =
        rule.logic(
            new ResultFormat(
                SourcePartitions.ofOne("e/o"),
                SourcePartitions.ofOne("w/p"),
                JsonFormat.JSON.pairs("o", "p"),
                SizeLimit.DEFAULT));
    this.state = new MemoryState(join);
  }

  public RouteLogic join() {
    return join;
  }

  public void left(long offset, long timestamp) {
    process(Sides.LEFT, 0, offset, timestamp, "k", "1");
  }

  public void right(long offset, long timestamp) {
    process(Sides.RIGHT, 0, offset, timestamp, "k", "2");
  }

  public void tombstone(long offset, long timestamp) {
    process(Sides.RIGHT, 0, offset, timestamp, "k", null);
  }

  public void process(
      int input, int partition, long offset, long timestamp, String key, String value) {
    AcceptedRecord record =
        new AcceptedRecord(
            input,
            partition,
            offset,
            timestamp,
            key.getBytes(UTF_8),
            value == null ? null : value.getBytes(UTF_8),
            Headers.EMPTY);
    join.process(record, state, this::collect);
  }

  public void watermark(long watermark) {
    state.settle(watermark, this::collect);
    state.expire(watermark);
  }

  public void flush() {
    state.flush(this::collect);
  }

  private void collect(LogicOutput output) {
    RouteResult result = (RouteResult) output;
    result
        .headers()
        .forEach((key, value) -> results.add(new String(value, UTF_8) + " " + result.timestamp()));
  }

  /** The results since the last call: {@code twinroute-id timestamp} of each. */
  public List<String> results() {
    List<String> since = List.copyOf(results);
    results.clear();
    return since;
  }

  /** What the state holds. */
  public List<String> kept() {
    return state.all().stream().map(AcceptedRecord::toString).sorted().toList();
  }
}
