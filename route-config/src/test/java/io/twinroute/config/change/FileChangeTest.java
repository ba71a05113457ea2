package io.twinroute.config.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.Yaml;
import io.twinroute.config.engine.TestEngines;
import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.file.Problem;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileChangeTest {

  private static final String MORE =
      """
          more-orders:
            left: { cluster: east, topic: orders }
            right: { cluster: west, topic: payments }
            join: { before: 0, after: 1s }
            output: { cluster: central, topic: "more-{engine}" }
      """;

  @Test
  void shouldRefuseToMakeAJoinAPassThroughAndBack() throws Exception {
    String passThrough =
        """
            more-orders:
              input: { cluster: east, topic: orders }
              output: { cluster: central, topic: "more-{engine}" }
        """;

    assertThat(change(Yaml.VALID + MORE, Yaml.VALID + passThrough).refused())
        .singleElement()
        .asString()
        .contains("more-orders.input", "'inner' cannot become 'pass-through'");
    assertThat(change(Yaml.VALID + passThrough, Yaml.VALID + MORE).refused())
        .singleElement()
        .asString()
        .contains("more-orders.join", "'pass-through' cannot become 'inner'");
    assertThat(change(Yaml.VALID + passThrough, Yaml.VALID + passThrough).isNone()).isTrue();
  }

  @Test
  void shouldFindNothingInTheSameFile() throws Exception {
    FileChange change = change(Yaml.VALID + MORE, Yaml.VALID + MORE);

    assertThat(change.isNone()).isTrue();
    assertThat(change.refused()).isEmpty();
  }

  /** Other words for the same route. */
  @Test
  void shouldFindNothingWhereOnlyTheTextDiffers() throws Exception {
    FileChange change = change(Yaml.VALID, Yaml.VALID.replace("after: 5m", "after: 300s"));

    assertThat(change.isNone()).isTrue();
  }

  @Test
  void shouldFindAddedAndRemovedRoutes() throws Exception {
    FileChange change = change(Yaml.VALID + MORE, Yaml.VALID + MORE.replace("more-", "other-"));

    assertThat(change.added()).extracting(RoutePlan::name).containsExactly("other-orders");
    assertThat(change.removed()).extracting(RoutePlan::name).containsExactly("more-orders");
    assertThat(change.changed()).isEmpty();
    assertThat(change.refused()).isEmpty();
  }

  /** A route's state numbers the partitions of all its topics. */
  @Test
  void shouldRefuseAFurtherTopicUnderTheSameName() throws Exception {
    String several =
        Yaml.VALID.replaceFirst(
            "cluster: east\\s+topic: orders", "topics: [ east/orders, west/orders ]");

    assertThat(change(Yaml.VALID, several).refused())
        .singleElement()
        .hasToString(
            "twinroute.routes.paid-orders.left.topics: 'east/orders' cannot become 'east/orders,"
                + " west/orders' under the same name; give the route a new name and a new output"
                + " topic");
    assertThat(change(several, several.replace("lateness: 30s", "lateness: 40s")).refused())
        .isEmpty();
  }

  @Test
  void shouldTakeADisabledRouteForOneThatIsNotThere() throws Exception {
    String disabled = MORE + "      enabled: false\n";

    FileChange stopping = change(Yaml.VALID + MORE, Yaml.VALID + disabled);
    FileChange starting = change(Yaml.VALID + disabled, Yaml.VALID + MORE);
    FileChange neither = change(Yaml.VALID + disabled, Yaml.VALID);

    assertThat(stopping.removed()).extracting(RoutePlan::name).containsExactly("more-orders");
    assertThat(starting.added()).extracting(RoutePlan::name).containsExactly("more-orders");
    assertThat(neither.isNone()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "before: 10m              | before: 11m",
        "lateness: 45s            | lateness: 50s",
        "as: order                | as: bill",
        "paid-orders-{engine}     | other-{engine}",
        "delivery: exactly-once   | parallelism: 7",
        "delivery: exactly-once   | silence-after: 1h",
        "lateness: 30s            | key: /id",
      })
  void shouldAllowWhatTheRoutesStateAllows(String line, String other) throws Exception {
    FileChange change = change(Yaml.VALID + MORE, Yaml.VALID.replace(line, other) + MORE);

    assertThat(change.refused()).isEmpty();
    assertThat(change.changed()).extracting(RoutePlan::name).containsExactly("paid-orders");
    assertThat(change.added()).isEmpty();
    assertThat(change.removed()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "topic: orders          | topic: bills              | left.topic: 'orders' cannot become 'bills'",
        "cluster: west          | cluster: east             | right.cluster: 'west' cannot become 'east'",
        "type: inner            | type: left                | join.type: 'inner' cannot become 'left'",
        "cluster: central       | cluster: north            | output.cluster: 'central' cannot become 'north'",
        "delivery: exactly-once | delivery: at-least-once   | delivery: 'exactly-once' cannot become 'at-least-once'",
        "delivery: exactly-once | repartition: always       | repartition: 'auto' cannot become 'always'",
      })
  void shouldRefuseWhatNeedsANewName(String line, String other, String why) throws Exception {
    String file = withNorth(Yaml.VALID);

    assertThat(refused(file, file.replace("  " + line + "\n", "  " + other + "\n")))
        .containsExactly(
            "twinroute.routes.paid-orders."
                + why
                + " under the same name; give the route a new name and a new output topic");
  }

  @Test
  void shouldRefuseARenamedRouteWithItsOldOutput() throws Exception {
    assertThat(refused(Yaml.VALID, Yaml.VALID.replace("paid-orders:", "new-orders:")))
        .containsExactly(
            "twinroute.routes.new-orders.output.topic: 'paid-orders-flink' holds the results of"
                + " route 'paid-orders', which this change stops, and a new name starts over; name a"
                + " new topic");
  }

  @Test
  void shouldAllowARenamedRouteWithANewOutput() throws Exception {
    assertThat(refused(Yaml.VALID, Yaml.VALID.replace("paid-orders", "new-orders"))).isEmpty();
  }

  @Test
  void shouldAllowNewClustersForNewRoutes() throws Exception {
    String more = withNorth(Yaml.VALID) + MORE.replace("cluster: central", "cluster: north");

    FileChange change = change(Yaml.VALID, more);

    assertThat(change.refused()).isEmpty();
    assertThat(change.added()).extracting(RoutePlan::name).containsExactly("more-orders");
  }

  /** One key for each: their routes' lines would say the same again. */
  @Test
  void shouldRefuseAnotherAddressAndOtherSettingsOfACluster() throws Exception {
    String other =
        Yaml.VALID.replace(
            "\"localhost:29092\"",
            "\"localhost:29093\"\n      properties: { sasl.jaas.config: secret }");

    assertThat(refused(Yaml.VALID, other))
        .containsExactly(
            "twinroute.clusters.west.bootstrap-servers: holds for all routes, so a reload cannot"
                + " change it; restart the router",
            "twinroute.clusters.west.properties.sasl.jaas.config: holds for all routes, so a reload"
                + " cannot change it; restart the router");
  }

  /** Its clients may still be open. */
  @Test
  void shouldRefuseAClusterThatComesBackAsAnother() throws Exception {
    RouteFile with = Yaml.plan(withNorth(Yaml.VALID));
    RouteFile without = Yaml.plan(Yaml.VALID);
    RouteFile other = Yaml.plan(withNorth(Yaml.VALID).replace("49092", "49093"));

    assertThat(FileChange.between(without, other, TestEngines.FLINK, with.clusters()).refused())
        .extracting(Problem::path)
        .containsExactly("twinroute.clusters.north.bootstrap-servers");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "flink: { slots: 5 }           | flink.slots",
        "flink: { cluster: here }      | flink.cluster",
        "restart: { max-attempts: 1 }  | restart.max-attempts",
        "restart: { max-backoff: 2m }  | restart.max-backoff",
        "naming: { prefix: 'paid-' }   | naming.prefix",
      })
  void shouldRefuseSettingsOfAllRoutes(String line, String key) throws Exception {
    assertThat(refused(Yaml.VALID, Yaml.VALID + "  " + line + "\n"))
        .containsExactly(
            "twinroute."
                + key
                + ": holds for all routes, so a reload cannot change it; restart the router");
  }

  @Test
  void shouldLetAnotherEnginesSettingsChange() throws Exception {
    assertThat(refused(Yaml.VALID, Yaml.VALID + "  kstreams: { worker: here }\n")).isEmpty();
  }

  private static String withNorth(String yaml) {
    return yaml.replace(
        "  routes:\n", "    north: { bootstrap-servers: \"localhost:49092\" }\n  routes:\n");
  }

  private static List<String> refused(String before, String after)
      throws InvalidRouteFileException {
    return change(before, after).refused().stream().map(Problem::toString).toList();
  }

  private static FileChange change(String before, String after) throws InvalidRouteFileException {
    RouteFile file = Yaml.plan(before);
    return FileChange.between(file, Yaml.plan(after), TestEngines.FLINK, file.clusters());
  }
}
