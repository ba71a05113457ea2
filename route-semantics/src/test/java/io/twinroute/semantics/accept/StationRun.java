package io.twinroute.semantics.accept;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.semantics.format.json.JsonFormat;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Destination;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.Judgement;
import io.twinroute.semantics.record.PartitionFrontier;
import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.record.SizeLimit;
import io.twinroute.semantics.record.SourcePartitions;
import io.twinroute.semantics.record.SourceRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The station of the second input, and what it puts out, reports and keeps; its lateness is 10 s.
 */
final class StationRun {

  static final long LATENESS = 10_000;

  private static final int INPUT = 1;

  private final Map<Integer, PartitionProgress> kept = new HashMap<>();
  private final List<String> events = new ArrayList<>();
  private final AcceptStation station;

  StationRun(int repeats, List<Long> ends, Set<Destination> written) {
    AcceptRule rule =
        AcceptRule.byRecordKey(
            Duration.ofMillis(LATENESS), JsonFormat.JSON, false, SizeLimit.DEFAULT);
    Recorder recorder = new Recorder();
    this.station =
        new AcceptStation(
            new AcceptStation.Input(
                INPUT, SourcePartitions.ofOne("west/payments"), rule, ends, written),
            recorder,
            recorder,
            recorder,
            repeats);
  }

  AcceptStation station() {
    return station;
  }

  /** As an earlier run has left it. */
  void keep(int partition, PartitionProgress progress) {
    kept.put(partition, progress);
  }

  PartitionProgress kept(int partition) {
    return kept.getOrDefault(partition, PartitionProgress.NONE);
  }

  void ticks(int n) {
    for (int i = 0; i < n; i++) {
      station.tick();
    }
  }

  void read(int partition, long offset, long timestamp) {
    station.accept(
        new SourceRecord(
            INPUT,
            partition,
            offset,
            timestamp,
            JudgedPartition.KEY,
            JudgedPartition.JSON,
            Headers.EMPTY));
  }

  /** What has happened since the last call. */
  List<String> events() {
    List<String> happened = List.copyOf(events);
    events.clear();
    return happened;
  }

  List<String> announcements() {
    return events().stream().filter(event -> event.startsWith("announced")).toList();
  }

  static String announced(int partition, long lastOffset, long frontier) {
    return "announced " + new PartitionFrontier(INPUT, partition, lastOffset, frontier);
  }

  /** What an engine is to the station. */
  private final class Recorder
      implements ProgressStore, AcceptStation.Output, AcceptStation.Listener {

    @Override
    public PartitionProgress get(int partition) {
      return kept(partition);
    }

    @Override
    public void put(int partition, PartitionProgress progress) {
      keep(partition, progress);
    }

    @Override
    public void accepted(AcceptedRecord record) {
      events.add("accepted " + place(record.partition(), record.offset()));
    }

    @Override
    public void rejected(RejectedRecord record) {
      events.add("rejected " + record.rejection().reason() + " " + coordinates(record));
    }

    private String coordinates(RejectedRecord record) {
      StringBuilder coordinates = new StringBuilder();
      record
          .headers()
          .forEach(
              (key, value) -> {
                if (key.equals(RejectedRecord.COORDINATES_HEADER)) {
                  coordinates.append(new String(value, UTF_8));
                }
              });
      return coordinates.toString();
    }

    @Override
    public void announced(PartitionFrontier reached) {
      events.add("announced " + reached);
    }

    @Override
    public void judged(Judgement judgement) {
      events.add(
          "judged " + (judgement instanceof Rejection rejection ? rejection.reason() : "accepted"));
    }

    @Override
    public void reached(int partition, long lastOffset) {
      events.add("reached " + place(partition, lastOffset));
    }

    private String place(int partition, long offset) {
      return partition + "@" + offset;
    }
  }
}
