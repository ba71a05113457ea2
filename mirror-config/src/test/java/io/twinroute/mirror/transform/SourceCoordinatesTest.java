package io.twinroute.mirror.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class SourceCoordinatesTest {

  @Test
  void shouldLayOutTwentyBytesBigEndian() {
    byte[] value = SourceCoordinates.encode(3, 1234L, 1_700_000_000_123L);

    // Changing the name or the layout breaks every mirrored topic.
    assertThat(SourceCoordinates.HEADER).isEqualTo("twinroute-source");
    assertThat(value)
        .isEqualTo(
            ByteBuffer.allocate(20).putInt(3).putLong(1234L).putLong(1_700_000_000_123L).array());
  }

  @Test
  void shouldReadWhatItWrote() {
    byte[] value = SourceCoordinates.encode(Integer.MAX_VALUE, Long.MAX_VALUE, -1);

    assertThat(SourceCoordinates.partition(value)).isEqualTo(Integer.MAX_VALUE);
    assertThat(SourceCoordinates.offset(value)).isEqualTo(Long.MAX_VALUE);
    assertThat(SourceCoordinates.timestamp(value)).isEqualTo(-1);
  }

  @Test
  void shouldTellValidValuesFromOthers() {
    assertThat(SourceCoordinates.isValid(SourceCoordinates.encode(0, 0, -1))).isTrue();
    assertThat(SourceCoordinates.isValid(null)).isFalse();
    assertThat(SourceCoordinates.isValid(new byte[19])).isFalse();
    assertThat(SourceCoordinates.isValid(new byte[21])).isFalse();
    assertThat(SourceCoordinates.isValid(SourceCoordinates.encode(-1, 0, 0))).isFalse();
    assertThat(SourceCoordinates.isValid(SourceCoordinates.encode(0, -1, 0))).isFalse();
  }
}
