package io.twinroute.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Naming;
import io.twinroute.config.plan.TopicNames;
import io.twinroute.kstreams.engine.MirrorNames;
import io.twinroute.kstreams.engine.StreamsTopics;
import io.twinroute.runtime.pin.PinsTopic;
import io.twinroute.runtime.supervise.RouteState;
import io.twinroute.semantics.record.Destination;
import io.twinroute.semantics.record.Rejection;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names, reasons and states in the reference are those of the code. */
class TopicsAndIdsTest {

  private static final Page PAGE = Pages.page("docs/topics-and-ids.md");
  private static final Cluster TARGET = new Cluster("<target>", "localhost:1", Map.of());
  private static final String APPLICATION =
      StreamsTopics.application(TARGET, "<route>").replace(TopicNames.INCARNATION, "<id>");

  private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|");

  @Test
  void shouldHaveTheNamesOfTheCode() {
    assertThat(PAGE.codeSpans()).containsAll(names()).containsAll(StreamsTopics.STORES);
  }

  /**
   * Those of routers that are not on this class path, and of the replay, are in their own tests.
   */
  @Test
  void shouldHaveNoOthers() {
    // when
    Stream<String> others =
        PAGE.codeSpans().stream()
            .filter(span -> span.startsWith("twinroute-") || span.startsWith("connect-"))
            .filter(span -> !span.startsWith("twinroute-replay-"));

    // then
    assertThat(others).isSubsetOf(names());
  }

  @Test
  void shouldHaveTheReasonsOfTheCode() {
    assertThat(firstCells("docs/semantics.md", "Not joinable"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Rejection.values())
                .filter(reason -> reason.destination() != Destination.NOWHERE)
                .map(Rejection::reason)
                .toList());
  }

  @Test
  void shouldHaveTheStatesOfTheCode() {
    assertThat(firstCells("docs/health.md", "Health"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(RouteState.values())
                .map(state -> state.name().toLowerCase(Locale.ROOT))
                .toList());
  }

  private static List<String> firstCells(String page, String section) {
    return FIRST_CELL
        .matcher(Pages.page(page).section(section))
        .results()
        .map((MatchResult row) -> row.group(1))
        .toList();
  }

  private static List<String> names() {
    return List.of(
        TopicNames.pins(TARGET),
        PinsTopic.transactionalId(TARGET, "<route>"),
        APPLICATION,
        StreamsTopics.changelogTopic(APPLICATION, "<store>"),
        StreamsTopics.repartitionTopic(APPLICATION),
        MirrorNames.connector(Naming.PLAIN, "<source>", "<topic>", "<target>"),
        MirrorNames.workerGroup(TARGET),
        MirrorNames.configTopic(TARGET),
        MirrorNames.offsetTopic(TARGET),
        MirrorNames.statusTopic(TARGET),
        MirrorNames.tokenTopic(TARGET),
        MirrorNames.workerTransactionalId(TARGET),
        // of the image's worker
        "twinroute-connect");
  }
}
