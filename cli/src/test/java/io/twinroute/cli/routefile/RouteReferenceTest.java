package io.twinroute.cli.routefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RouteReferenceTest {

  private static final Path PAGE = Path.of("..", "docs", "route-reference.md");
  private static final String WRITE = "twinroute.docs.write";

  @Test
  void shouldListTheDeclaredKeys() throws IOException {
    // given
    String page = Files.readString(PAGE);

    // when
    String expected = RouteReferenceTables.in(page);

    // then
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(PAGE, expected);
      return;
    }
    assertThat(page)
        .as(
            "Keys in docs/route-reference.md; write them again with: ./mvnw -pl cli -am"
                + " test -Dtest=RouteReferenceTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -D%s=true",
            WRITE)
        .isEqualTo(expected);
  }
}
