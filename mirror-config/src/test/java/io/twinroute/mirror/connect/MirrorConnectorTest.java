package io.twinroute.mirror.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MirrorConnectorTest {

  @Test
  void shouldTellWhatItCopies() {
    assertThat(mirror("m", "a\\.b, c-d").topics()).containsExactly("a.b", "c-d");
    assertThat(MirrorConnector.pattern("a.b_c-d")).isEqualTo("a\\.b_c-d");
  }

  @Test
  void shouldLeaveTheOtherTopicsAsTheyAreWritten() {
    MirrorConnector left = mirror("m", "a\\.b, c.*,d").without(List.of("a.b", "e"));

    assertThat(left.config()).containsEntry("topics", "c.*,d");
  }

  @Test
  void shouldKnowThoseThatAreOursByTheirNames() {
    assertThat(mirror("twinroute-east-to-central.a.b", "a\\.b").isOfOneTopic()).isTrue();
    assertThat(mirror("twinroute-east-to-central.a", "a,b").isOfOneTopic()).isFalse();
    assertThat(mirror("twinroute-east-to-central.a", "b").isOfOneTopic()).isFalse();
    assertThat(mirror("twinroute-east-to-central", "a").isOfOneTopic()).isFalse();
    assertThat(mirror("twinroute-east-to-central", "a").isOfAPair()).isTrue();
    assertThat(mirror("twinroute-east-to-central.a", "a").isOfAPair()).isFalse();
    assertThat(mirror("east-to-central", "a").isOfAPair()).isFalse();
    assertThat(new MirrorConnector("files", Map.of("topic", "t")).isOfOneTopic()).isFalse();
  }

  @Test
  void shouldSayWhoseItIs() {
    MirrorConnector nobodys = mirror("m", "a");

    assertThat(nobodys.maker()).isEmpty();
    assertThat(nobodys.madeBy("")).isEqualTo(nobodys);
    assertThat(nobodys.madeBy("i").maker()).isEqualTo("i");
    assertThat(nobodys.madeBy("i").config()).containsEntry("twinroute.installation", "i");
  }

  private static MirrorConnector mirror(String name, String topics) {
    return new MirrorConnector(
        name,
        Map.of(
            "source.cluster.alias", "east", "target.cluster.alias", "central", "topics", topics));
  }
}
