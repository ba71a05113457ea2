package io.twinroute.mirror.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class ResolvedReferencesTest {

  @Test
  void shouldNameTheVariablesThatAreLeft() {
    assertThat(errors("s3cret${env:TWINROUTE_EAST_B}s3cret${env:TWINROUTE_EAST_A}"))
        .containsExactly("not resolved: TWINROUTE_EAST_A, TWINROUTE_EAST_B");
  }

  @Test
  void shouldFindNothingWrongWithWhatReferencesStandFor() {
    assertThat(errors("s3cret")).isEmpty();
    assertThat(errors("s3cret${file:/a:b}")).isEmpty();
    assertThat(validate(Map.of()).errorMessages()).isEmpty();
  }

  @Test
  void shouldShowNoValue() {
    assertThat(String.valueOf(validate(Map.of("references", "s3cret")).value()))
        .doesNotContain("s3cret");
  }

  private static List<String> errors(String references) {
    return validate(Map.of("references", references)).errorMessages();
  }

  private static ConfigValue validate(Map<String, String> settings) {
    return new SourceCoordinatesTransform<SourceRecord>().config().validate(settings).get(0);
  }
}
