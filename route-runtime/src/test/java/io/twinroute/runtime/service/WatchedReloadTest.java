package io.twinroute.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.supervise.ScriptedRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A router takes over each change of a file that it watches. */
@Timeout(90)
class WatchedReloadTest extends ReloadHarness {

  @Test
  void shouldTakeOverAWatchedFileWhenItChanges() throws Exception {
    runs("paid");
    write(route("paid"));
    watch();
    runs("other");

    write(route("paid"), route("other"));

    await().atMost(SOON).until(() -> health().split(UNTOUCHED, -1).length == 3);
  }

  /** As a mounted ConfigMap changes: a link above the file, and nothing of the file itself. */
  @Test
  void shouldTakeOverAWatchedFileWhenALinkLeadsToAnother() throws Exception {
    Path first = Files.createDirectory(folder.resolve("first"));
    Path second = Files.createDirectory(folder.resolve("second"));
    Path data = folder.resolve("data");
    Files.writeString(first.resolve("routes.yml"), text(route("paid")));
    Files.writeString(second.resolve("routes.yml"), text(route("paid"), route("other")));
    Files.createSymbolicLink(data, first);
    file = folder.resolve("link.yml");
    Files.createSymbolicLink(file, Path.of("data/routes.yml"));
    runs("paid");
    runs("other");
    watch();

    Path next = Files.createSymbolicLink(folder.resolve("data.next"), second);
    Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);

    await().atMost(SOON).until(() -> health().split(UNTOUCHED, -1).length == 3);
  }

  /** It is the cluster that has to change; a file that waits for it is reported once. */
  @Test
  void shouldTryAWatchedFileAgainThatATopicHindered() throws Exception {
    central.deleteTopic("other-kstreams");
    runs("paid");
    write(route("paid"));
    watch();
    runs("other");
    write(route("paid"), route("other"));
    await().atMost(SOON).until(() -> health().contains("reload-refused"));

    central.createTopic("other-kstreams", 1);

    await().atMost(Duration.ofSeconds(40)).until(() -> health().split(UNTOUCHED, -1).length == 3);
    assertThat(health()).doesNotContain("reload-refused");
    assertThat(messages().stream().filter(message -> message.contains("refused"))).hasSize(1);
  }

  @Test
  void shouldTryAWatchedFileAgainWhenItsOnlyRouteHasEndedLate() throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    adapter.runners.put("paid", new ScriptedRunner(endingAfter(mayEnd)));
    write(route("paid"));
    Future<?> run = watch();
    ScriptedRunner after = runs("paid");
    write(route("paid").replace("before: 1m", "before: 2m"));
    await().atMost(SOON).until(() -> health().contains("did not end within"));

    mayEnd.countDown();

    await().atMost(Duration.ofSeconds(40)).until(() -> after.attempts() == 1);
    assertThat(run).isNotDone();
    await().atMost(SOON).until(() -> !health().contains("reload-refused"));
  }

  /** Copies of its sources, for example. */
  @Test
  void shouldReleaseWhatItHasStartedForAFileThatItTriesNoMore() throws Exception {
    adapter.startFailure = new RouteFailedException("no worker");
    write(route("paid"));
    run(new RunOptions(false, true, true));
    await().atMost(SOON).until(() -> health().contains("no worker"));

    write(route("other"));

    await().atMost(Duration.ofSeconds(40)).until(() -> adapter.calls.contains("release [other]"));
  }

  /** Returns when a route runs. */
  private Future<?> watch() {
    Future<?> run = run(new RunOptions(false, false, true));
    await().atMost(SOON).until(() -> health().contains(UNTOUCHED));
    return run;
  }
}
