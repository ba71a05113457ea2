package io.twinroute.runtime.service.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFileTest {

  private final AtomicLong clock = new AtomicLong();

  @TempDir private Path folder;
  private Path file;
  private WatchedFile watched;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("routes.yml"), "one");
    watched = new WatchedFile(file, clock::get);
  }

  @Test
  void shouldBeQuietWhileNothingChanges() throws IOException {
    assertThat(looks(10)).isFalse();

    Files.writeString(file, "one");

    assertThat(looks(10)).isFalse();
  }

  @Test
  void shouldBeDueOnceForAChange() throws IOException {
    Files.writeString(file, "two");

    assertThat(isDueAfter(1)).isFalse(); // it may just be written
    assertThat(isDueAfter(1)).isTrue();
    assertThat(looks(10)).isFalse();
  }

  @Test
  void shouldWaitUntilAFileIsWritten() throws IOException {
    for (String part : new String[] {"t", "tw", "two"}) {
      Files.writeString(file, part);
      assertThat(isDueAfter(1)).as(part).isFalse();
    }
    assertThat(isDueAfter(1)).isTrue();
  }

  @Test
  void shouldBeDueForAFileThatIsGoneAndWhenItIsBack() throws IOException {
    Files.delete(file);
    assertThat(looks(2)).isTrue();

    Files.writeString(file, "one");

    assertThat(looks(2)).isTrue();
  }

  @Test
  void shouldBeDueAgainInAWhileWhereTheFileWasHindered() throws IOException {
    Files.writeString(file, "two");
    assertThat(looks(2)).isTrue();

    watched.tried(true);

    assertThat(looks(9)).isFalse();
    assertThat(isDueAfter(1)).isTrue();
    watched.tried(false);
    assertThat(looks(30)).isFalse();
  }

  @Test
  void shouldNotBeDueForWhatSomebodyElseReads() throws IOException {
    Files.writeString(file, "two");

    watched.reading();

    assertThat(looks(10)).isFalse();
  }

  @Test
  void shouldLookEverySecondOnly() throws IOException {
    Files.writeString(file, "two");

    for (int i = 0; i < 5; i++) {
      assertThat(watched.isDue()).isFalse();
    }
  }

  private boolean looks(int seconds) {
    boolean due = false;
    for (int i = 0; i < seconds; i++) {
      due |= isDueAfter(1);
    }
    return due;
  }

  private boolean isDueAfter(int seconds) {
    clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
    return watched.isDue();
  }
}
