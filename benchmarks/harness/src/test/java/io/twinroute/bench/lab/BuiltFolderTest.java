package io.twinroute.bench.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltFolderTest {

  @TempDir private Path folder;

  @BeforeEach
  void build() throws IOException {
    FakeCheckout.build(folder);
  }

  @Test
  void shouldReturnTheAbsolutePathOfWhatHasBeenBuilt() {
    Path relative = Path.of("").toAbsolutePath().relativize(folder.toAbsolutePath());

    assertThat(BuiltFolder.require(relative)).isEqualTo(folder.toAbsolutePath());
  }

  @Test
  void shouldRefuseAFolderThatIsNotThere() {
    Path none = folder.resolve("none");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> BuiltFolder.require(none))
        .withMessage(
            "There is no folder %s. Name the folder of a checkout that has been built.", none);
  }

  @Test
  void shouldRefuseWhatIsNoCheckout() throws IOException {
    Files.delete(folder.resolve("twinroute"));
    Files.delete(folder.resolve("deploy/docker/connect.properties"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> BuiltFolder.require(folder))
        .withMessage(
            "%s is no checkout of Twinroute: it has no twinroute, no"
                + " deploy/docker/connect.properties. Name the folder of a checkout that has been"
                + " built.",
            folder);
  }

  @Test
  void shouldRefuseWhatHasNotBeenBuiltAndSayHowToBuildIt() throws IOException {
    Files.delete(folder.resolve("flink-router/target/flink-router-1.2.jar"));
    Files.delete(folder.resolve("flink-router/target/lib"));
    Files.delete(folder.resolve("cli/target/modules"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> BuiltFolder.require(folder))
        .withMessage(
            "%1$s has not been built: it has no cli/target/modules,"
                + " no flink-router/target/flink-router-1.2.jar."
                + " Build it first: cd %1$s && ./mvnw package -DskipTests",
            folder);
  }

  @Test
  void shouldRefuseJarsOfAnotherVersionThanTheCheckoutIs() throws IOException {
    FakeCheckout.write(folder, "pom.xml", "<project><version>1.3</version></project>");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> BuiltFolder.require(folder))
        .withMessageContaining("no cli/target/cli-1.3.jar");
  }

  @Test
  void shouldRefuseAProjectWithoutAVersion() throws IOException {
    FakeCheckout.write(folder, "pom.xml", "<project/>");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> BuiltFolder.require(folder))
        .withMessageStartingWith(folder.resolve("pom.xml") + " has no version.");
  }
}
