package io.twinroute.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.RouteFiles;
import io.twinroute.config.file.InvalidRouteFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route file on a page is valid, without a warning. */
class DocumentedRoutesTest {

  @TempDir private Path folder;

  static Stream<Arguments> routeFiles() {
    return Pages.all().stream()
        .flatMap(
            page ->
                page.blocks().stream()
                    .filter(block -> block.text().startsWith("twinroute:\n"))
                    .map(block -> Arguments.of(page, block.text())));
  }

  @ParameterizedTest
  @MethodSource("routeFiles")
  void shouldBeValid(Page page, String yaml) throws IOException, InvalidRouteFileException {
    // given
    Path file =
        Files.writeString(folder.resolve("routes.yml"), yaml.replace("${EAST_JAAS}", "login"));

    // when, then
    assertThat(RouteFiles.read(file).warnings()).isEmpty();
  }
}
