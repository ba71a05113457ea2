package io.twinroute.semantics.logic;

import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.state.CombinedState;
import io.twinroute.semantics.time.TimeBuckets;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The plainest state that keeps its promises: it settles and removes as soon as the rules allow it.
 */
public class MemoryState implements CombinedState {

  private record Slot(int input, ByteBuffer key, long bucket) {}

  private static final class Kept {
    final AcceptedRecord record;
    boolean waiting;

    Kept(AcceptedRecord record, boolean waiting) {
      this.record = record;
      this.waiting = waiting;
    }
  }

  private final RouteLogic join;
  private final Map<Slot, List<Kept>> slots = new HashMap<>();

  /** Those that hold, or held, records. */
  private final Set<Slot> expiring = new HashSet<>();

  public MemoryState(RouteLogic join) {
    this.join = join;
  }

  @Override
  public void put(AcceptedRecord record, boolean waiting) {
    Slot slot =
        new Slot(
            record.input(),
            ByteBuffer.wrap(record.key()),
            join.buckets().bucketOf(record.timestamp()));
    slots.computeIfAbsent(slot, s -> new ArrayList<>()).add(new Kept(record, waiting));
    if (expiresAt(slot.input(), slot.bucket()) != RouteLogic.NEVER) {
      expiring.add(slot);
    }
  }

  @Override
  public void match(int input, byte[] key, long from, long to, Visitor visitor) {
    kept(input, key, from, to)
        .forEach(
            kept -> {
              kept.waiting = waitsAfterMatch(kept.waiting);
              visitor.record(kept.record);
            });
  }

  @Override
  public AcceptedRecord latest(int input, byte[] key, long to) {
    return kept(input, key, Long.MIN_VALUE, to).map(kept -> kept.record).max(order()).orElse(null);
  }

  @Override
  public AcceptedRecord earliest(int input, byte[] key, long after, long to) {
    return kept(input, key, after + 1, to).map(kept -> kept.record).min(order()).orElse(null);
  }

  @Override
  public void removeBucket(int input, byte[] key, long bucket) {
    slots.remove(new Slot(input, ByteBuffer.wrap(key), bucket));
  }

  @Override
  public void removeBefore(AcceptedRecord row, boolean andItself) {
    ByteBuffer key = ByteBuffer.wrap(row.key());
    slots.forEach(
        (slot, kept) -> {
          if (slot.input() == row.input() && slot.key().equals(key)) {
            kept.removeIf(k -> k.record.compareInTime(row) < (andItself ? 1 : 0));
          }
        });
  }

  /** Settles every waiting record whose result is fixed at this {@code W}. */
  public void settle(long watermark, RouteLogic.Collector results) {
    for (int input = 0; input < join.inputs(); input++) {
      waiting(input)
          .filter(k -> settlesAt(k.record.input(), k.record.timestamp()) <= watermark)
          .toList()
          .forEach(k -> settle(k, results));
    }
  }

  /** Settles every waiting record, as nothing more comes in this run. */
  public void flush(RouteLogic.Collector results) {
    for (int input = 0; input < join.inputs(); input++) {
      waiting(input).toList().forEach(k -> settle(k, results));
    }
  }

  private Stream<Kept> waiting(int input) {
    return kept().filter(k -> k.waiting && k.record.input() == input);
  }

  private void settle(Kept kept, RouteLogic.Collector results) {
    join.settle(kept.record, this, results);
    kept.waiting = false;
    if (!join.isKeptWhenSettled()) {
      slots.values().forEach(inSlot -> inSlot.remove(kept));
    }
  }

  /** Removes what this {@code W} allows; how many records that was. */
  public int expire(long watermark) {
    int before = size();
    List<Slot> due =
        expiring.stream().filter(s -> expiresAt(s.input(), s.bucket()) <= watermark).toList();
    for (Slot slot : due) {
      join.expire(slot.input(), slot.key().array(), slot.bucket(), watermark, this);
      expiring.remove(slot);
    }
    slots.values().removeIf(List::isEmpty);
    return before - size();
  }

  /** Whether a record that has met a partner keeps waiting. */
  public boolean waitsAfterMatch(boolean waitedBefore) {
    return false;
  }

  /** The order in which the last one is the latest. */
  public Comparator<AcceptedRecord> order() {
    return AcceptedRecord::compareInTime;
  }

  /** See {@link RouteLogic#settlesAt}. */
  public long settlesAt(int input, long timestamp) {
    return join.settlesAt(input, timestamp);
  }

  /** See {@link RouteLogic#expiresAt}. */
  public long expiresAt(int input, long bucket) {
    return join.expiresAt(input, bucket);
  }

  public List<AcceptedRecord> all() {
    return kept().map(k -> k.record).toList();
  }

  int size() {
    return slots.values().stream().mapToInt(List::size).sum();
  }

  private Stream<Kept> kept() {
    return slots.values().stream().flatMap(List::stream);
  }

  private Stream<Kept> kept(int input, byte[] key, long from, long to) {
    ByteBuffer wrapped = ByteBuffer.wrap(key);
    return slots.entrySet().stream()
        .filter(e -> e.getKey().input() == input && e.getKey().key().equals(wrapped))
        .filter(e -> TimeBuckets.overlaps(e.getKey().bucket(), from, to))
        .flatMap(e -> e.getValue().stream())
        .filter(k -> from <= k.record.timestamp() && k.record.timestamp() <= to);
  }
}
