package io.twinroute.runtime.pin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.failure.Failure.Misconfigured;
import io.twinroute.runtime.failure.Lost;
import io.twinroute.runtime.failure.Lost.CopiesMissing;
import io.twinroute.runtime.failure.Lost.Uncopied;
import io.twinroute.runtime.failure.Lost.Unread;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PinsJsonTest {

  private static final Cluster CENTRAL = new Cluster("central", "c:9092", Map.of());

  static Stream<Lost> losses() {
    return Stream.of(
        new Uncopied("east", "orders", 3, 12, 20),
        new CopiesMissing("east", "orders", 3, 12, 20, 15),
        new Unread(List.of(new Unread.Next("east/orders/3", 12))));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void shouldReadTheLossThatItHasWritten(Lost loss) {
    RoutePins pins = pins().withLoss("kstreams", loss).withStatePlace("flink", "file:/state/");

    RoutePins read = PinsJson.read(CENTRAL, "paid", PinsJson.write(pins));

    assertThat(read).isEqualTo(pins);
    assertThat(read.on("kstreams").loss()).hasToString(loss.toString());
  }

  @Test
  void shouldKnowEveryKindOfLoss() {
    assertThat(losses().<Class<?>>map(Object::getClass))
        .containsExactlyInAnyOrder(Lost.class.getPermittedSubclasses());
  }

  /** The names are state: routers of another build read them. */
  @Test
  void shouldWriteFactsAndNoSentences() throws IOException {
    RoutePins pins =
        pins()
            .withLoss("kstreams", new CopiesMissing("east", "orders", 3, 12, 20, 15))
            .withStatePlace("flink", "file:/state/");

    ObjectMapper json = new ObjectMapper();
    assertThat(json.readTree(PinsJson.write(pins)))
        .isEqualTo(
            json.readTree(
                """
                {"incarnation":"i","repartitionPartitions":0,"rule":"inner",
                 "maxRecordBytes":1000,
                 "inputs":[{"topics":[{"topic":"east/orders","topicId":"o1","starts":[0]}]}],
                 "engines":{
                   "flink":{"statePlace":"file:/state/"},
                   "kstreams":{"loss":{"kind":"copies-missing","cluster":"east","topic":"orders",
                                       "partition":3,"next":12,"came":20,"held":15}}},
                 "outputs":{"out":"o1"},
                 "installation":"installation"}
                """));
  }

  @Test
  void shouldPassOverFactsOfALaterVersion() {
    RoutePins read =
        PinsJson.read(
            CENTRAL,
            "paid",
            pinsWith(
                """
                {"kind":"uncopied","cluster":"east","topic":"orders","partition":3,"next":12,
                 "first":20,"since":"2026-01-01"}
                """));

    assertThat(read.on("kstreams").loss()).isEqualTo(new Uncopied("east", "orders", 3, 12, 20));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"kind\":\"stolen\",\"cluster\":\"east\"}", "{}", "\"All is lost.\""})
  void shouldSayWhatToDoAboutAKindThatItDoesNotKnow(String loss) {
    assertThatThrownBy(() -> PinsJson.read(CENTRAL, "paid", pinsWith(loss)))
        .isInstanceOfSatisfying(
            RouteFailedException.class,
            e -> assertThat(e.failure()).isInstanceOf(Misconfigured.class))
        .hasMessage(
            "Topic 'twinroute.pins' on cluster central (c:9092) holds no valid pins under the key"
                + " 'paid'. Run the version that has written them, or give the route a new name to"
                + " start it over.");
  }

  /** An earlier build judged the size of no record. */
  @Test
  void shouldNotReadPinsWithoutALimit() {
    byte[] pins =
        "{\"incarnation\":\"i\",\"repartitionPartitions\":0,\"rule\":\"inner\",\"inputs\":[]}"
            .getBytes(UTF_8);

    assertThatThrownBy(() -> PinsJson.read(CENTRAL, "paid", pins))
        .isInstanceOf(RouteFailedException.class)
        .hasMessageContaining("holds no valid pins under the key 'paid'");
  }

  private static byte[] pinsWith(String loss) {
    return """
    {"incarnation":"i","repartitionPartitions":0,"rule":"inner","maxRecordBytes":1,"inputs":[],
     "engines":{"kstreams":{"loss":%s}}}
    """
        .formatted(loss)
        .getBytes(UTF_8);
  }

  private static RoutePins pins() {
    return new RoutePins(
        "i",
        0,
        "inner",
        1_000,
        List.of(new InputPins(List.of(new TopicPins("east/orders", "o1", List.of(0L))))),
        Map.of(),
        Map.of("out", "o1"),
        "installation");
  }
}
