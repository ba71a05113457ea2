package io.twinroute.semantics.logic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.semantics.format.PairWriter;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.LogicOutput;
import io.twinroute.semantics.record.RouteResult;
import io.twinroute.semantics.record.SizeLimit;
import io.twinroute.semantics.record.SourcePartitions;
import io.twinroute.semantics.record.UnwrittenResult;
import io.twinroute.semantics.where.ResultCondition;
import io.twinroute.semantics.where.Verdict;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a result: what their format makes of its records' values, and the coordinates of
 * these records in a header. A result that would be larger than the route's records may be is not
 * put together; an {@link UnwrittenResult} takes its place. One that the route's condition refuses
 * is nothing at all. Not thread-safe.
 */
public final class ResultFormat {

  private static final byte[] ID_KEY = RouteResult.ID_HEADER.getBytes(UTF_8);
  private static final byte ABSENT_SIDE = '-';

  private final PairWriter values;
  private final boolean rekeys;
  private final CopiedHeaders copied;
  private final Coordinates left;
  private final Coordinates right;
  private final SizeLimit limit;
  private final @Nullable ResultCondition condition;
  private final boolean compacted;
  private final @Nullable ResultCondition tombstones;

  /** Without a condition, and with all of both records. */
  public ResultFormat(
      SourcePartitions left, SourcePartitions right, PairWriter values, SizeLimit limit) {
    this(left, right, values, false, CopiedHeaders.BOTH, limit, null);
  }

  /**
   * @param left the partitions of the left side
   * @param right the partitions of the right side
   * @param values writes the two values
   * @param rekeys whether a result has the key that {@code values} finds, instead of the join key
   * @param copied whose headers a result carries
   * @param limit how large a result may be
   * @param condition which results are written; null: all
   */
  public ResultFormat(
      SourcePartitions left,
      SourcePartitions right,
      PairWriter values,
      boolean rekeys,
      CopiedHeaders copied,
      SizeLimit limit,
      @Nullable ResultCondition condition) {
    this(
        new Coordinates(left),
        new Coordinates(right),
        values,
        rekeys,
        copied,
        limit,
        condition,
        null,
        false);
  }

  private ResultFormat(
      Coordinates left,
      Coordinates right,
      PairWriter values,
      boolean rekeys,
      CopiedHeaders copied,
      SizeLimit limit,
      @Nullable ResultCondition condition,
      @Nullable ResultCondition tombstones,
      boolean compacted) {
    this.compacted = compacted;
    this.rekeys = rekeys;
    this.copied = copied;
    this.condition = condition;
    this.left = left;
    this.right = right;
    this.values = values;
    this.limit = limit;
    this.tombstones = tombstones;
  }

  /** The same format, but results for which the condition holds have no value. */
  public ResultFormat tombstonesOn(ResultCondition holds) {
    return new ResultFormat(
        left, right, values, rekeys, copied, limit, condition, holds, compacted);
  }

  /** The same format for a compacted topic, of which brokers refuse results without a key. */
  public ResultFormat compacted() {
    return new ResultFormat(
        left, right, values, rekeys, copied, limit, condition, tombstones, true);
  }

  /**
   * The format of a logic that gives each record of its one input.
   *
   * @param values writes what a result takes from one value
   * @param rekeys whether a result has the key that {@code values} finds, instead of the record's
   * @param copied {@link CopiedHeaders#NONE}, or another one for the record's headers
   * @param limit how large a result may be
   * @param condition which results are written; null: all
   */
  public static ResultFormat ofOne(
      SourcePartitions partitions,
      PairWriter values,
      boolean rekeys,
      CopiedHeaders copied,
      SizeLimit limit,
      @Nullable ResultCondition condition) {
    return new ResultFormat(partitions, partitions, values, rekeys, copied, limit, condition);
  }

  /** The result of a pair that matches; null if the condition refuses it. */
  public @Nullable LogicOutput pair(AcceptedRecord left, AcceptedRecord right) {
    return result(left.key(), Math.max(left.timestamp(), right.timestamp()), left, right);
  }

  /** The result of a record that has no partner; null if the condition refuses it. */
  public @Nullable LogicOutput alone(AcceptedRecord record) {
    return record.input() == Sides.LEFT
        ? result(record.key(), record.timestamp(), record, null)
        : result(record.key(), record.timestamp(), null, record);
  }

  /**
   * The result of a record that passes through; null if the condition refuses it. A tombstone stays
   * one, whatever results take from values.
   */
  public @Nullable LogicOutput own(AcceptedRecord record) {
    byte[] value = record.value();
    int partition = left.inTopic(record.partition());
    Verdict verdict = condition == null ? Verdict.HOLDS : condition.test(value, null);
    if (verdict == Verdict.REFUSES) {
      return null;
    }
    byte[] scratch = new byte[left.longest()];
    byte[] id = Arrays.copyOf(scratch, append(scratch, 0, left, record));
    if (verdict == Verdict.FAILS) {
      return UnwrittenResult.of(
          record.anyKey(), record.timestamp(), partition, id, UnwrittenResult.Reason.WHERE_FAILED);
    }
    PairWriter.Pair taken = value == null ? null : values.pair(value, null);
    byte[] key = record.anyKey();
    if (rekeys) {
      key = taken == null ? null : taken.key();
    }
    if (key == null && (rekeys || compacted)) {
      return UnwrittenResult.of(
          record.anyKey(), record.timestamp(), partition, id, UnwrittenResult.Reason.NO_OUTPUT_KEY);
    }
    if (taken != null && tombstones != null) {
      Verdict ends = tombstones.test(value, null);
      if (ends == Verdict.FAILS) {
        return UnwrittenResult.of(
            key, record.timestamp(), partition, id, UnwrittenResult.Reason.WHERE_FAILED);
      }
      taken = ends == Verdict.HOLDS ? null : taken;
    }
    Headers headers = headers(id, record, null);
    long valueBytes = taken == null ? 0 : taken.size();
    return limit.admits(key, valueBytes, headers)
        ? new RouteResult(
            key, taken == null ? null : taken.write(), record.timestamp(), headers, partition)
        : UnwrittenResult.tooLarge(
            key, record.timestamp(), partition, id, SizeLimit.size(key, valueBytes, headers));
  }

  private @Nullable LogicOutput result(
      byte[] joinKey,
      long timestamp,
      @Nullable AcceptedRecord left,
      @Nullable AcceptedRecord right) {
    byte[] first = valueOf(left);
    byte[] second = valueOf(right);
    Verdict verdict = condition == null ? Verdict.HOLDS : condition.test(first, second);
    if (verdict == Verdict.REFUSES) {
      return null;
    }
    byte[] id = id(left, right);
    if (verdict == Verdict.FAILS) {
      return UnwrittenResult.of(joinKey, timestamp, id, UnwrittenResult.Reason.WHERE_FAILED);
    }
    PairWriter.Pair pair = values.pair(first, second);
    byte[] key = rekeys ? pair.key() : joinKey;
    if (key == null) {
      return UnwrittenResult.of(joinKey, timestamp, id, UnwrittenResult.Reason.NO_OUTPUT_KEY);
    }
    Verdict ends = tombstones == null ? Verdict.REFUSES : tombstones.test(first, second);
    if (ends == Verdict.FAILS) {
      return UnwrittenResult.of(key, timestamp, id, UnwrittenResult.Reason.WHERE_FAILED);
    }
    boolean tombstone = ends == Verdict.HOLDS;
    Headers headers = headers(id, left, right);
    long valueBytes = tombstone ? 0 : pair.size();
    return limit.admits(key, valueBytes, headers)
        ? new RouteResult(key, tombstone ? null : pair.write(), timestamp, headers)
        : UnwrittenResult.tooLarge(key, timestamp, id, SizeLimit.size(key, valueBytes, headers));
  }

  private static byte @Nullable [] valueOf(@Nullable AcceptedRecord record) {
    if (record == null) {
      return null;
    }
    byte[] value = record.value();
    if (value == null) {
      throw new IllegalArgumentException("a tombstone gives no result: " + record);
    }
    return value;
  }

  private Headers headers(
      byte[] id, @Nullable AcceptedRecord left, @Nullable AcceptedRecord right) {
    byte[] l = headersOf(copied.ofLeft() ? left : null);
    byte[] r = headersOf(copied.ofRight() ? right : null);
    ByteBuffer block = ByteBuffer.allocate(Headers.encodedSize(ID_KEY, id) + l.length + r.length);
    Headers.putHeader(block, ID_KEY, id);
    block.put(l).put(r);
    return Headers.ofBytes(block.array());
  }

  private static byte[] headersOf(@Nullable AcceptedRecord record) {
    return (record == null ? Headers.EMPTY : record.headers()).toBytes();
  }

  private byte[] id(@Nullable AcceptedRecord ofLeft, @Nullable AcceptedRecord ofRight) {
    byte[] scratch = new byte[left.longest() + 1 + right.longest()];
    int at = append(scratch, 0, left, ofLeft);
    scratch[at++] = '+';
    at = append(scratch, at, right, ofRight);
    return Arrays.copyOf(scratch, at);
  }

  private static int append(
      byte[] out, int at, Coordinates coordinates, @Nullable AcceptedRecord record) {
    if (record == null) {
      out[at] = ABSENT_SIDE;
      return at + 1;
    }
    return coordinates.append(out, at, record.partition(), record.offset());
  }
}
