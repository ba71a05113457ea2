package io.twinroute.runtime.service.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningRouterTest {

  /** Nobody listens there, whatever else runs on this machine. */
  private static final String URL = "http://%s.invalid:8090".formatted(UUID.randomUUID());

  private static final String OTHER_URL = URL.replace(".invalid:8090", ".invalid:8091");

  @TempDir private Path folder;
  private Path config;
  private RunningRouter.Notice notice;

  @BeforeEach
  void leaveANotice() throws IOException {
    config = Files.createFile(folder.resolve("routes.yml"));
    notice = leave(URL, "the-token");
  }

  private RunningRouter.Notice leave(String url, String token) throws IOException {
    return RunningRouter.leave("flink", config, URI.create(url).toURL(), token);
  }

  @AfterEach
  void takeItAway() {
    notice.close();
  }

  @Test
  void shouldFindTheRouterOfAFile() throws IOException {
    assertThat(found(config))
        .containsExactly(
            new RunningRouter(
                ProcessHandle.current().pid(),
                "flink",
                config.toAbsolutePath(),
                URI.create(URL),
                "the-token"));
    assertThat(found(folder.resolve("other.yml"))).isEmpty();
  }

  @Test
  void shouldFindItByAnotherPathOfTheSameFile() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.yml"), config);

    assertThat(found(link)).hasSize(1);
    assertThat(found(folder.resolve("x/../routes.yml"))).hasSize(1);
  }

  @Test
  void shouldFindItByAFileThatIsGone() throws IOException {
    Files.delete(config);

    assertThat(found(config)).hasSize(1);
  }

  @Test
  void shouldFindNoRouterThatHasEnded() throws IOException {
    notice.close();

    assertThat(found(config)).isEmpty();
  }

  /** Nobody else may read the token, and what others can write may lead anywhere. */
  @Test
  void shouldReadNoNoticeThatIsNotItsUsersOwn() throws IOException {
    assertThat(notices()).allMatch(file -> permissions(file).equals("rw-------"));

    for (Path file : notices()) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    assertThat(found(config)).isEmpty();
  }

  /** Root can read all of them, and would send a reload to whatever they name. */
  @Test
  void shouldReadNoNoticeOfAnotherUser() throws IOException {
    UserPrincipal another = () -> "another";

    assertThat(RunningRouter.all(another)).isEmpty();
    assertThat(RunningRouter.all(Files.getOwner(config))).anyMatch(router -> router.runs(config));
  }

  /** In a container that was started again, the folder and the number may be the same. */
  @Test
  void shouldTakeThePlaceOfARouterThatWasKilled() throws IOException {
    assertThat(found(config)).hasSize(1);

    try (RunningRouter.Notice next = leave(URL, "the-next-token")) {
      assertThat(found(config))
          .singleElement()
          .satisfies(
              router -> assertThat(router.authorization()).isEqualTo("Bearer the-next-token"));
    }
  }

  @Test
  void shouldForgetAnEarlierProcessOfItsNumberWhereverThatListened() throws IOException {
    for (Path file : notices()) {
      Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    }

    try (RunningRouter.Notice next = leave(OTHER_URL, "the-next-token")) {
      assertThat(found(config))
          .singleElement()
          .satisfies(router -> assertThat(router.url()).hasToString(OTHER_URL));
    }
  }

  @Test
  void shouldLeaveTheNoticeOfAnotherThatRuns() throws IOException {
    try (RunningRouter.Notice other = leave(OTHER_URL, "the-other-token")) {
      assertThat(found(config)).hasSize(2);
    }
  }

  @Test
  void shouldNotShowTheToken() throws IOException {
    assertThat(found(config).toString()).doesNotContain("the-token");
  }

  private static List<RunningRouter> found(Path file) throws IOException {
    return RunningRouter.all().stream().filter(router -> router.runs(file)).toList();
  }

  /** Those of this test. */
  private List<Path> notices() throws IOException {
    try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("twinroute-router-"))
          .filter(this::isOwn)
          .toList();
    }
  }

  private boolean isOwn(Path file) {
    try {
      return Files.readString(file).contains(folder.getFileName().toString());
    } catch (IOException e) {
      return false; // it has just gone
    }
  }

  private static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
