package io.twinroute.semantics.accept;

import static io.twinroute.semantics.accept.AcceptStation.NEVER_AGAIN;
import static io.twinroute.semantics.accept.StationRun.LATENESS;
import static io.twinroute.semantics.accept.StationRun.announced;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.semantics.record.Destination;
import io.twinroute.semantics.time.Frontiers;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the station of the second input puts out and reports, in order; its lateness is 10 s. */
class AcceptStationTest {

  private static final long TS = 1_000_000;
  private static final int TICKS_BETWEEN_REPEATS = 3;

  private StationRun run = new StationRun(NEVER_AGAIN, List.of(), Set.of(Destination.values()));

  @Test
  void shouldForwardWhatItAccepts() {
    run.read(0, 5, TS);

    assertThat(run.events()).containsExactly("judged accepted", "accepted 0@5", "reached 0@5");
  }

  @Test
  void shouldRejectToTheTopicsOfTheRoute() {
    run.read(0, 5, TS);
    run.read(0, 6, TS - LATENESS - 1);
    run.read(0, 7, -1);

    assertThat(run.events())
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
    run = new StationRun(NEVER_AGAIN, List.of(), Set.of(only));

    run.read(0, 5, TS);
    run.read(0, 6, TS - LATENESS - 1);
    run.read(0, 7, -1);

    List<String> told = run.events();
    assertThat(told).filteredOn(event -> event.startsWith("rejected")).containsExactly(rejected);
    assertThat(told).contains("judged late", "judged no-timestamp", "reached 0@7");
  }

  @Test
  void shouldDropReplays() {
    run.read(0, 5, TS);
    run.read(0, 6, TS);
    run.ticks(1);
    run.events();

    run.read(0, 5, TS);
    run.read(0, 6, TS + 1);
    run.ticks(1);

    assertThat(run.events()).isEmpty();
    assertThat(run.kept(0)).isEqualTo(new PartitionProgress(6, TS, Frontiers.UNKNOWN));
  }

  @Test
  void shouldAnnounceWhatChangedAtATickBehindTheRecords() {
    run.read(2, 7, TS + 3);
    run.read(0, 5, TS);
    run.read(0, 6, TS + 1);
    assertThat(run.announcements()).isEmpty();

    run.ticks(1);
    assertThat(run.events())
        .containsExactly(
            announced(0, 6, TS + 1 - LATENESS - 1), announced(2, 7, TS + 3 - LATENESS - 1));

    run.ticks(1);
    assertThat(run.events()).isEmpty();
  }

  @Test
  void shouldAnnounceBehindARejectedRecord() {
    run.read(0, 5, TS);
    run.ticks(1);
    run.events();

    run.read(0, 6, TS - LATENESS - 1);
    run.ticks(1);

    assertThat(run.announcements()).containsExactly(announced(0, 6, TS - LATENESS - 1));
  }

  /** An engine that stops upon the position must have notified the logic by then. */
  @Test
  void shouldAnnounceTheEndOfARunBeforeItTellsThatItIsReached() {
    run = new StationRun(NEVER_AGAIN, List.of(6L, 8L), Set.of(Destination.LATE));
    run.read(0, 5, TS);
    run.events();

    run.read(0, 6, TS);
    run.ticks(1);

    assertThat(run.events())
        .containsExactly(
            "judged accepted", "accepted 0@6", announced(0, 6, TS - LATENESS - 1), "reached 0@6");
  }

  @Test
  void shouldAnnounceAnEndWithoutARecord() {
    run = new StationRun(NEVER_AGAIN, List.of(6L, 8L), Set.of());
    run.read(0, 5, TS);
    run.events();

    run.station().passed(0, 6);
    run.station().passed(1, 8);

    assertThat(run.events())
        .containsExactly(
            announced(0, 6, TS - LATENESS - 1),
            "reached 0@6",
            announced(1, 8, Frontiers.UNKNOWN),
            "reached 1@8");
    assertThat(run.kept(0).maxTimestamp()).isEqualTo(TS);
    assertThat(run.kept(1).maxTimestamp()).isEqualTo(-1);
  }

  @Test
  void shouldNotPassBackwards() {
    run = new StationRun(NEVER_AGAIN, List.of(4L), Set.of());
    run.read(0, 5, TS);
    run.events();

    run.station().passed(0, 4);
    run.station().passed(0, 5);
    run.ticks(1);

    assertThat(run.events()).isEmpty();
    assertThat(run.kept(0).lastOffset()).isEqualTo(5);
  }

  @Test
  void shouldAnnounceASilenceOncePerNewEvidence() {
    run.read(0, 5, TS);
    run.ticks(1);
    run.events();

    for (int i = 0; i < 3; i++) {
      run.station().silent(0, new Silence(5, 9, TS));
      run.ticks(1);
    }
    assertThat(run.events()).containsExactly(announced(0, 5, TS));

    run.station().silent(0, new Silence(5, 9, TS + 1));
    run.ticks(1);
    assertThat(run.events()).containsExactly(announced(0, 5, TS + 1));
  }

  @Test
  void shouldHeedNoEvidenceThatIsMissingOrDoesNotApply() {
    run.read(0, 5, TS);
    run.ticks(1);
    run.events();

    run.station().silent(0, null);
    run.station().silent(0, new Silence(6, 9, TS)); // one is on its way
    run.station().silent(0, new Silence(3, 5, TS)); // one has come behind its end
    run.ticks(1);

    assertThat(run.events()).isEmpty();
    assertThat(run.kept(0).silentUpTo()).isEqualTo(Frontiers.UNKNOWN);
  }

  @Test
  void shouldHeedNoEvidenceOlderThanWhatItKnows() {
    run.station().silent(0, new Silence(-1, 0, TS));
    run.ticks(1);
    run.events();

    run.station().silent(0, new Silence(-1, 0, TS - 1));
    run.ticks(1);

    assertThat(run.events()).isEmpty();
    assertThat(run.kept(0).silentUpTo()).isEqualTo(TS);
  }

  @Test
  void shouldRepeatWhatHasNotBeenAnnouncedSinceTheLastRepeat() {
    run = new StationRun(TICKS_BETWEEN_REPEATS, List.of(), Set.of());
    run.station().assigned(0);
    run.station().assigned(1);
    run.ticks(1);
    run.events();

    run.ticks(1); // nothing has changed
    assertThat(run.events()).isEmpty();
    run.ticks(1); // both were announced meanwhile
    assertThat(run.events()).isEmpty();

    run.read(0, 5, TS);
    run.ticks(1);
    assertThat(run.announcements()).containsExactly(announced(0, 5, TS - LATENESS - 1));
    run.ticks(1);
    assertThat(run.events()).isEmpty();
    run.ticks(1);
    assertThat(run.events()).containsExactly(announced(1, -1, Frontiers.UNKNOWN));

    run.ticks(TICKS_BETWEEN_REPEATS);
    assertThat(run.events()).containsExactly(announced(0, 5, TS - LATENESS - 1));
  }

  @Test
  void shouldNotRepeatASilentPartitionThatItHasAnnouncedMeanwhile() {
    run = new StationRun(TICKS_BETWEEN_REPEATS, List.of(), Set.of());
    run.station().assigned(0);
    run.ticks(TICKS_BETWEEN_REPEATS);
    run.events();

    run.ticks(1);
    run.station().silent(0, new Silence(-1, 0, TS));
    run.ticks(1);
    run.station().silent(0, new Silence(-1, 0, TS));
    run.ticks(1);
    assertThat(run.events()).containsExactly(announced(0, -1, TS));

    run.ticks(TICKS_BETWEEN_REPEATS);
    assertThat(run.events()).containsExactly(announced(0, -1, TS));
  }

  /** Streams assigns what an earlier run knew; the first record of a partition may come later. */
  @Test
  void shouldRepeatAPartitionThatItWasNotAssigned() {
    run = new StationRun(TICKS_BETWEEN_REPEATS, List.of(), Set.of());
    run.read(0, 5, TS);
    run.ticks(TICKS_BETWEEN_REPEATS);
    run.events();

    run.ticks(TICKS_BETWEEN_REPEATS);

    assertThat(run.events()).containsExactly(announced(0, 5, TS - LATENESS - 1));
  }

  @Test
  void shouldNeverRepeatForALogicThatStartsWithIt() {
    run.station().assigned(0);
    run.ticks(1);
    run.events();

    run.ticks(1_000);

    assertThat(run.events()).isEmpty();
  }

  @Test
  void shouldAnnounceKnownProgressOfAnAssignedPartition() {
    run.keep(0, new PartitionProgress(5, TS, TS + 1));

    run.station().assigned(0);
    assertThat(run.events()).containsExactly("reached 0@5");

    run.ticks(1);
    assertThat(run.events()).containsExactly(announced(0, 5, TS + 1));
    assertThat(run.station().partitions().stream()).containsExactly(0);
  }
}
