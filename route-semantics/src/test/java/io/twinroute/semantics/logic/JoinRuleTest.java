package io.twinroute.semantics.logic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JoinRuleTest {

  private static final JoinWindow WINDOW = new JoinWindow(Duration.ofMillis(1), Duration.ZERO);
  private static final JoinRule LOOKUP = new JoinRule.Lookup(false, Duration.ZERO);
  private static final JoinRule LEFT_LOOKUP = new JoinRule.Lookup(true, Duration.ZERO);

  @Test
  void shouldKeepUnmatchedRecordsOfTheSidesThatItNames() {
    assertThat(keepsUnmatched(JoinRule.inner(WINDOW))).containsExactly(false, false);
    assertThat(keepsUnmatched(JoinRule.left(WINDOW))).containsExactly(true, false);
    assertThat(keepsUnmatched(JoinRule.outer(WINDOW))).containsExactly(true, true);
    assertThat(keepsUnmatched(LOOKUP)).containsExactly(false, false);
    assertThat(keepsUnmatched(LEFT_LOOKUP)).containsExactly(true, false);
  }

  @Test
  void shouldSurviveTheWayToATaskManager() throws IOException, ClassNotFoundException {
    for (JoinRule rule : List.of(JoinRule.outer(WINDOW), LEFT_LOOKUP)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(rule);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        assertThat(in.readObject()).isEqualTo(rule);
      }
    }
  }

  private static List<Boolean> keepsUnmatched(JoinRule rule) {
    return List.of(rule.keepsUnmatched(Sides.LEFT), rule.keepsUnmatched(Sides.RIGHT));
  }
}
