package io.twinroute.semantics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** One join on a plain state, fed by hand; records are of key {@code k} and partition 0. */
final class JoinBench {

  private final MemoryJoinState state;
  private final RouteJoin join;
  private final List<String> results = new ArrayList<>();

  JoinBench(JoinRule rule) {
    this.join = RouteJoin.of(rule, new ResultFormat("e/o", "o", "w/p", "p"));
    this.state = new MemoryJoinState(join);
  }

  RouteJoin join() {
    return join;
  }

  void left(long offset, long timestamp) {
    process(Side.LEFT, 0, offset, timestamp, "k", "1");
  }

  void right(long offset, long timestamp) {
    process(Side.RIGHT, 0, offset, timestamp, "k", "2");
  }

  void tombstone(long offset, long timestamp) {
    process(Side.RIGHT, 0, offset, timestamp, "k", null);
  }

  void process(Side side, int partition, long offset, long timestamp, String key, String value) {
    JoinableRecord record =
        new JoinableRecord(
            side,
            partition,
            offset,
            timestamp,
            key.getBytes(UTF_8),
            value == null ? null : value.getBytes(UTF_8),
            Headers.EMPTY);
    join.process(record, state, this::collect);
  }

  void watermark(long watermark) {
    state.settle(watermark, this::collect);
    state.expire(watermark);
  }

  void flush() {
    state.flush(this::collect);
  }

  private void collect(JoinResult result) {
    result
        .headers()
        .forEach((key, value) -> results.add(new String(value, UTF_8) + " " + result.timestamp()));
  }

  /** The results since the last call: {@code twinroute-id timestamp} of each. */
  List<String> results() {
    List<String> since = List.copyOf(results);
    results.clear();
    return since;
  }

  /** What the state holds. */
  List<String> kept() {
    return state.records().stream().map(JoinableRecord::toString).sorted().toList();
  }
}
