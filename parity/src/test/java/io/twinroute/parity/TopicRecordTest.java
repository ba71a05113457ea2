package io.twinroute.parity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.parity.TopicRecord.RecordHeader;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TopicRecordTest {

  @Test
  void shouldKnowAResultByItsInputs() {
    assertThat(with("twinroute-id=a+b", "trace=t", "twinroute-id=c+d").id())
        .isEqualTo("a+b".getBytes(UTF_8));
  }

  @Test
  void shouldKnowARejectedRecordByItsOwnCoordinates() {
    assertThat(
            with("twinroute-coordinates=other", "twinroute-coordinates=a", "twinroute-reason=late")
                .id())
        .isEqualTo("a".getBytes(UTF_8));
  }

  @Test
  void shouldKnowOtherRecordsByNothing() {
    assertThat(with("trace=t").id()).isNull();
  }

  private static TopicRecord with(String... headers) {
    return new TopicRecord(
        0,
        0,
        0,
        null,
        null,
        Arrays.stream(headers)
            .map(h -> h.split("="))
            .map(h -> new RecordHeader(h[0], h[1].getBytes(UTF_8)))
            .toList());
  }
}
