package io.twinroute.kstreams.progress;

import io.twinroute.kstreams.clients.CommitListener;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.supervise.InputPositions;
import io.twinroute.runtime.supervise.RouteCounts;
import io.twinroute.semantics.record.Judgement;
import io.twinroute.semantics.time.Frontiers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** What a route's processors report to the thread that watches them. Thread-safe. */
public final class StreamsProgress implements CommitListener {

  private static final long NONE = -1;

  private final PinnedRoute route;
  private final LongAdder results = new LongAdder();
  private final LongAdder unwrittenResults = new LongAdder();
  private final List<JudgementCounts> judgements;
  private final List<AtomicLongArray> judged;
  private final List<AtomicLongArray> consumed;
  private final List<AtomicLongArray> frontiers;

  /** The frontiers that logic tasks have heard of. */
  private final List<AtomicLongArray> heard;

  private volatile List<Set<Integer>> elsewhere;
  private volatile boolean isHearing;

  /** By stream thread, since when its transaction is open that holds anything. */
  private final Map<Thread, Long> openSince = new ConcurrentHashMap<>();

  /** By logic task. */
  private final Map<Integer, Long> recent = new ConcurrentHashMap<>();

  private final LongAdder failedCommits = new LongAdder();
  private volatile OptionalLong committedAt = OptionalLong.empty();
  private volatile OptionalLong commitDuration = OptionalLong.empty();

  private final Flushes flushes;

  /** By stream thread, whether its next transaction holds anything. */
  private final Map<Thread, Boolean> hasWritten = new ConcurrentHashMap<>();

  /** The last consumed offset of each partition of the repartition topic. */
  private final AtomicLongArray repartitionConsumed;

  public StreamsProgress(PinnedRoute route) {
    this.route = route;
    this.flushes = new Flushes(route);
    this.judgements = route.inputs().stream().map(input -> new JudgementCounts()).toList();
    this.judged = perPartition(NONE);
    this.consumed = perPartition(NONE);
    this.frontiers = perPartition(Frontiers.UNKNOWN);
    this.heard = perPartition(Frontiers.UNKNOWN);
    this.elsewhere = route.inputs().stream().map(input -> Set.<Integer>of()).toList();
    long[] none = new long[route.repartitionPartitions()];
    Arrays.fill(none, NONE);
    this.repartitionConsumed = new AtomicLongArray(none);
  }

  private List<AtomicLongArray> perPartition(long initial) {
    return route.inputs().stream()
        .map(input -> input.starts().stream().mapToLong(start -> initial).toArray())
        .map(AtomicLongArray::new)
        .toList();
  }

  /**
   * The copy at this offset of a mirrored partition has been consumed.
   *
   * @param partition the number that the input gives the partition that is mirrored
   */
  public void consumed(int input, int partition, long offset) {
    consumed.get(input).lazySet(partition, offset);
  }

  /** A record of an input has been judged. */
  public void judged(int input, Judgement judgement) {
    judgements.get(input).count(judgement);
  }

  /** The last offset judged of a partition; -1 for none. */
  public long lastJudged(int input, int partition) {
    return judged.get(input).get(partition);
  }

  /** The last offset judged of a partition; goes back when a task starts again. */
  public void position(int input, int partition, long offset) {
    judged.get(input).lazySet(partition, offset);
  }

  /** A source partition's frontier; goes back when a task starts again. */
  public void frontier(int input, int partition, long frontier) {
    frontiers.get(input).lazySet(partition, frontier);
  }

  public void joined() {
    results.increment();
  }

  /** A result cannot be written, and is a dead letter. */
  public void unwritten() {
    unwrittenResults.increment();
  }

  /** The record at this offset of the repartition topic has been consumed. */
  public void repartitionConsumed(int partition, long offset) {
    repartitionConsumed.lazySet(partition, offset);
  }

  /** The last consumed offset of a partition of the repartition topic; -1 for none. */
  public long lastRepartitionConsumed(int partition) {
    return repartitionConsumed.get(partition);
  }

  /** A logic task starts; uncommitted results of an earlier one are aborted. */
  public void taskStarts(int task) {
    flushes.taskStarts(task);
  }

  /**
   * A logic task of this thread has given all results up to the pinned ends. Without state, each
   * source partition is its own, and has the partition's number.
   */
  public void flushed(int task) {
    flushes.flushed(task);
  }

  @Override
  public void wrote() {
    hasWritten.put(Thread.currentThread(), true);
    openSince.putIfAbsent(Thread.currentThread(), System.nanoTime());
  }

  @Override
  public void aborted() {
    openSince.remove(Thread.currentThread());
  }

  @Override
  public void took(long nanos) {
    commitDuration = OptionalLong.of(nanos);
  }

  @Override
  public void failed() {
    failedCommits.increment();
  }

  /** How many commits have failed. */
  public long failedCommits() {
    return failedCommits.sum();
  }

  /** The size of the recent records of a logic task. */
  public void recent(int task, long bytes) {
    recent.put(task, bytes);
  }

  /** The size of the recent records of all logic tasks here. */
  public long recentBytes() {
    return recent.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * When something was last committed, as of {@link System#nanoTime}; empty if nothing was, or this
   * process has nothing to commit because others have all tasks.
   */
  public OptionalLong committedAt() {
    return hasTasks() ? committedAt : OptionalLong.empty();
  }

  private boolean hasTasks() {
    return isHearing
        || elsewhere.stream().mapToInt(Set::size).sum()
            < route.inputs().stream().mapToInt(PinnedInput::partitions).sum();
  }

  /** Since when the oldest transaction is open that holds anything; empty if there is none. */
  public OptionalLong openSince() {
    return openSince.values().stream().mapToLong(Long::longValue).min();
  }

  /** How long the last commit took; empty if there was none. */
  public OptionalLong commitDuration() {
    return commitDuration;
  }

  /** A logic task here has heard of a frontier, whose partition may be read elsewhere. */
  public void heard(int input, int partition, long frontier) {
    heard.get(input).lazySet(partition, frontier);
  }

  /**
   * Which partitions of each input this process does not read.
   *
   * @param hearsAll whether a logic task here hears of all partitions
   */
  public void readsElsewhere(List<Set<Integer>> partitions, boolean hearsAll) {
    elsewhere = List.copyOf(partitions);
    isHearing = hearsAll;
  }

  /**
   * Whether this thread's next commit holds or may hold anything. Without producers that report it,
   * it always may.
   */
  public boolean mayHaveWritten() {
    return hasWritten.getOrDefault(Thread.currentThread(), true);
  }

  @Override
  public void committed() {
    Thread thread = Thread.currentThread();
    hasWritten.put(thread, false);
    openSince.remove(thread);
    committedAt = OptionalLong.of(System.nanoTime());
    flushes.committed();
  }

  /** The last consumed offset of a mirrored partition; -1 for none. */
  public long lastConsumed(int input, int partition) {
    return consumed.get(input).get(partition);
  }

  /** Whether everything up to the pinned ends has been judged, and every result is committed. */
  public boolean hasReachedTheEnds() {
    return route.inputs().stream().allMatch(this::reached) && flushes.areComplete();
  }

  private boolean reached(PinnedInput input) {
    AtomicLongArray ofInput = judged.get(input.input().index());
    List<Long> ends = input.ends();
    return IntStream.range(0, ends.size()).allMatch(p -> ofInput.get(p) >= ends.get(p));
  }

  public RouteCounts counts() {
    return new RouteCounts(
        results.sum(),
        unwrittenResults.sum(),
        IntStream.range(0, judgements.size())
            .mapToObj(input -> judgements.get(input).at(positions(input)))
            .toList());
  }

  private InputPositions positions(int input) {
    Set<Integer> others = elsewhere.get(input);
    List<Long> positions = list(judged.get(input));
    List<Long> reached = list(frontiers.get(input));
    for (int partition : others) {
      positions.set(partition, NONE);
      reached.set(partition, isHearing ? heard.get(input).get(partition) : Frontiers.UNKNOWN);
    }
    return new InputPositions(positions, reached, List.of(), others);
  }

  private static List<Long> list(AtomicLongArray offsets) {
    List<Long> list = new ArrayList<>(offsets.length());
    for (int partition = 0; partition < offsets.length(); partition++) {
      list.add(offsets.get(partition));
    }
    return list;
  }
}
