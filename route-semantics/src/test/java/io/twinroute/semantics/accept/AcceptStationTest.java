package io.twinroute.semantics.accept;

import static io.twinroute.semantics.accept.AcceptStation.NEVER_AGAIN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.semantics.format.json.JsonFormat;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Destination;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.Judgement;
import io.twinroute.semantics.record.PartitionFrontier;
import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.record.SourceRecord;
import io.twinroute.semantics.time.Frontiers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the station of the second input puts out and tells, in order; its lateness is 10 s. */
class AcceptStationTest {

  private static final int INPUT = 1;
  private static final long TS = 1_000_000;
  private static final long LATENESS = 10_000;
  private static final int TICKS_BETWEEN_REPEATS = 3;

  private final Map<Integer, PartitionProgress> kept = new HashMap<>();
  private final List<String> events = new ArrayList<>();
  private AcceptStation station = station(NEVER_AGAIN, List.of(), Set.of(Destination.values()));

  @Test
  void shouldForwardWhatItAccepts() {
    read(0, 5, TS);

    assertThat(events()).containsExactly("judged accepted", "accepted 0@5", "reached 0@5");
  }

  @Test
  void shouldRejectToTheTopicsOfTheRoute() {
    read(0, 5, TS);
    read(0, 6, TS - LATENESS - 1);
    read(0, 7, -1);

    assertThat(events())
        .containsExactly(
            "judged accepted",
            "accepted 0@5",
            "reached 0@5",
            "judged late",
            "rejected late west/payments/0@6",
            "reached 0@6",
            "judged no-timestamp",
            "rejected no-timestamp west/payments/0@7",
            "reached 0@7");
  }

  @ParameterizedTest
  @CsvSource({
    "LATE, rejected late west/payments/0@6",
    "DEAD_LETTERS, rejected no-timestamp west/payments/0@7"
  })
  void shouldRejectNothingThatTheRouteHasNoTopicFor(Destination only, String rejected) {
    station = station(NEVER_AGAIN, List.of(), Set.of(only));

    read(0, 5, TS);
    read(0, 6, TS - LATENESS - 1);
    read(0, 7, -1);

    List<String> told = events();
    assertThat(told).filteredOn(event -> event.startsWith("rejected")).containsExactly(rejected);
    assertThat(told).contains("judged late", "judged no-timestamp", "reached 0@7");
  }

  @Test
  void shouldDropReplays() {
    read(0, 5, TS);
    read(0, 6, TS);
    station.tick();
    events();

    read(0, 5, TS);
    read(0, 6, TS + 1);
    station.tick();

    assertThat(events()).isEmpty();
    assertThat(kept.get(0)).isEqualTo(new PartitionProgress(6, TS, Frontiers.UNKNOWN));
  }

  @Test
  void shouldAnnounceWhatChangedAtATickBehindTheRecords() {
    read(2, 7, TS + 3);
    read(0, 5, TS);
    read(0, 6, TS + 1);
    assertThat(announcements()).isEmpty();

    station.tick();
    assertThat(events())
        .containsExactly(
            announced(0, 6, TS + 1 - LATENESS - 1), announced(2, 7, TS + 3 - LATENESS - 1));

    station.tick();
    assertThat(events()).isEmpty();
  }

  @Test
  void shouldAnnounceBehindARejectedRecord() {
    read(0, 5, TS);
    station.tick();
    events();

    read(0, 6, TS - LATENESS - 1);
    station.tick();

    assertThat(announcements()).containsExactly(announced(0, 6, TS - LATENESS - 1));
  }

  /** An engine that stops upon the position must have told the logic by then. */
  @Test
  void shouldAnnounceTheEndOfARunBeforeItTellsThatItIsReached() {
    station = station(NEVER_AGAIN, List.of(6L, 8L), Set.of(Destination.LATE));
    read(0, 5, TS);
    events();

    read(0, 6, TS);
    station.tick();

    assertThat(events())
        .containsExactly(
            "judged accepted", "accepted 0@6", announced(0, 6, TS - LATENESS - 1), "reached 0@6");
  }

  @Test
  void shouldAnnounceAnEndWithoutARecord() {
    station = station(NEVER_AGAIN, List.of(6L, 8L), Set.of());
    read(0, 5, TS);
    events();

    station.passed(0, 6);
    station.passed(1, 8);

    assertThat(events())
        .containsExactly(
            announced(0, 6, TS - LATENESS - 1),
            "reached 0@6",
            announced(1, 8, Frontiers.UNKNOWN),
            "reached 1@8");
    assertThat(kept.get(0).maxTimestamp()).isEqualTo(TS);
    assertThat(kept.get(1).maxTimestamp()).isEqualTo(-1);
  }

  @Test
  void shouldNotPassBackwards() {
    station = station(NEVER_AGAIN, List.of(4L), Set.of());
    read(0, 5, TS);
    events();

    station.passed(0, 4);
    station.passed(0, 5);
    station.tick();

    assertThat(events()).isEmpty();
    assertThat(kept.get(0).lastOffset()).isEqualTo(5);
  }

  @Test
  void shouldAnnounceASilenceOncePerNewEvidence() {
    read(0, 5, TS);
    station.tick();
    events();

    for (int i = 0; i < 3; i++) {
      station.silent(0, new Silence(5, 9, TS));
      station.tick();
    }
    assertThat(events()).containsExactly(announced(0, 5, TS));

    station.silent(0, new Silence(5, 9, TS + 1));
    station.tick();
    assertThat(events()).containsExactly(announced(0, 5, TS + 1));
  }

  @Test
  void shouldHeedNoEvidenceThatIsMissingOrDoesNotApply() {
    read(0, 5, TS);
    station.tick();
    events();

    station.silent(0, null);
    station.silent(0, new Silence(6, 9, TS)); // one is on its way
    station.silent(0, new Silence(3, 5, TS)); // one has come behind its end
    station.tick();

    assertThat(events()).isEmpty();
    assertThat(kept.get(0).silentUpTo()).isEqualTo(Frontiers.UNKNOWN);
  }

  @Test
  void shouldHeedNoEvidenceOlderThanWhatItKnows() {
    station.silent(0, new Silence(-1, 0, TS));
    station.tick();
    events();

    station.silent(0, new Silence(-1, 0, TS - 1));
    station.tick();

    assertThat(events()).isEmpty();
    assertThat(kept.get(0).silentUpTo()).isEqualTo(TS);
  }

  @Test
  void shouldRepeatWhatHasNotBeenAnnouncedSinceTheLastRepeat() {
    station = station(TICKS_BETWEEN_REPEATS, List.of(), Set.of());
    station.assigned(0);
    station.assigned(1);
    station.tick();
    events();

    ticks(1); // nothing has changed
    assertThat(events()).isEmpty();
    ticks(1); // both were announced meanwhile
    assertThat(events()).isEmpty();

    read(0, 5, TS);
    ticks(1);
    assertThat(announcements()).containsExactly(announced(0, 5, TS - LATENESS - 1));
    ticks(1);
    assertThat(events()).isEmpty();
    ticks(1);
    assertThat(events()).containsExactly(announced(1, -1, Frontiers.UNKNOWN));

    ticks(TICKS_BETWEEN_REPEATS);
    assertThat(events()).containsExactly(announced(0, 5, TS - LATENESS - 1));
  }

  @Test
  void shouldNotRepeatASilentPartitionThatItHasAnnouncedMeanwhile() {
    station = station(TICKS_BETWEEN_REPEATS, List.of(), Set.of());
    station.assigned(0);
    ticks(TICKS_BETWEEN_REPEATS);
    events();

    ticks(1);
    station.silent(0, new Silence(-1, 0, TS));
    ticks(1);
    station.silent(0, new Silence(-1, 0, TS));
    ticks(1);
    assertThat(events()).containsExactly(announced(0, -1, TS));

    ticks(TICKS_BETWEEN_REPEATS);
    assertThat(events()).containsExactly(announced(0, -1, TS));
  }

  /** Streams assigns what an earlier run knew; the first record of a partition may come later. */
  @Test
  void shouldRepeatAPartitionThatItWasNotAssigned() {
    station = station(TICKS_BETWEEN_REPEATS, List.of(), Set.of());
    read(0, 5, TS);
    ticks(TICKS_BETWEEN_REPEATS);
    events();

    ticks(TICKS_BETWEEN_REPEATS);

    assertThat(events()).containsExactly(announced(0, 5, TS - LATENESS - 1));
  }

  @Test
  void shouldNeverRepeatForALogicThatStartsWithIt() {
    station.assigned(0);
    station.tick();
    events();

    ticks(1_000);

    assertThat(events()).isEmpty();
  }

  @Test
  void shouldAnnounceKnownProgressOfAnAssignedPartition() {
    kept.put(0, new PartitionProgress(5, TS, TS + 1));

    station.assigned(0);
    assertThat(events()).containsExactly("reached 0@5");

    station.tick();
    assertThat(events()).containsExactly(announced(0, 5, TS + 1));
    assertThat(station.partitions().stream()).containsExactly(0);
  }

  private void ticks(int n) {
    for (int i = 0; i < n; i++) {
      station.tick();
    }
  }

  private void read(int partition, long offset, long timestamp) {
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
  private List<String> events() {
    List<String> happened = List.copyOf(events);
    events.clear();
    return happened;
  }

  private List<String> announcements() {
    return events().stream().filter(event -> event.startsWith("announced")).toList();
  }

  private static String announced(int partition, long lastOffset, long frontier) {
    return "announced " + new PartitionFrontier(INPUT, partition, lastOffset, frontier);
  }

  private AcceptStation station(int repeats, List<Long> ends, Set<Destination> written) {
    AcceptRule rule = AcceptRule.byRecordKey(Duration.ofMillis(LATENESS), JsonFormat.JSON, false);
    Recorder recorder = new Recorder();
    return new AcceptStation(
        new AcceptStation.Input(INPUT, "west/payments", rule, ends, written),
        recorder,
        recorder,
        recorder,
        repeats);
  }

  /** What an engine is to the station. */
  private final class Recorder
      implements ProgressStore, AcceptStation.Output, AcceptStation.Listener {

    @Override
    public PartitionProgress get(int partition) {
      return kept.getOrDefault(partition, PartitionProgress.NONE);
    }

    @Override
    public void put(int partition, PartitionProgress progress) {
      kept.put(partition, progress);
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
