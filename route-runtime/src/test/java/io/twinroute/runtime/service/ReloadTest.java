package io.twinroute.runtime.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.failure.Failure.Unresumable;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.supervise.ScriptedRunner;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A router takes over a changed file while its routes run. */
@Timeout(90)
class ReloadTest extends ReloadHarness {

  @Test
  void shouldStartWhatIsAddedStopWhatIsRemovedAndTouchNothingElse() throws Exception {
    ScriptedRunner paid = runs("paid");
    runs("more");
    start(route("paid"), route("more"));
    ScriptedRunner other = runs("other");

    write(route("paid"), route("other"));
    HttpResponse<String> answer = reload();

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo("started route other; stopped route more; 1 other route untouched");
    await().atMost(SOON).until(() -> health().split(UNTOUCHED, -1).length == 3);
    assertThat(health()).contains("\"paid\"", "\"other\"").doesNotContain("\"more\"");
    assertThat(paid.attempts()).isEqualTo(1);
    assertThat(other.attempts()).isEqualTo(1);
    assertThat(out.toString(UTF_8)).contains("more: stopped");
    assertThat(adapter.calls).endsWith("check other", "start", "release [paid, other]");
    assertThat(messages()).contains("reload: " + answer.body());
  }

  /** Its routes belong together, for whoever removes what nobody needs. */
  @Test
  void shouldGiveAnAddedRouteTheInstallationOfTheOthers() throws Exception {
    runs("paid");
    start(route("paid"));
    runs("other");

    write(route("paid"), route("other"));
    reload();

    assertThat(adapter.prepared).hasSize(2);
    assertThat(adapter.prepared.stream().map(PinnedRoute::installation).distinct()).hasSize(1);
  }

  @Test
  void shouldStartAChangedRouteAgainAsItIsNow() throws Exception {
    ScriptedRunner before = runs("paid");
    ScriptedRunner more = runs("more");
    start(route("paid"), route("more"));
    ScriptedRunner after = runs("paid");

    write(route("paid").replace("before: 1m", "before: 2m"), route("more"));

    assertThat(reload().body()).isEqualTo("changed route paid; 1 other route untouched");
    await().atMost(SOON).until(() -> after.attempts() == 1);
    assertThat(before.attempts()).isEqualTo(1);
    assertThat(more.attempts()).isEqualTo(1);
    assertThat(out.toString(UTF_8)).contains("paid: stopped").doesNotContain("more: stopped");
  }

  @Test
  void shouldSayThatNothingHasChanged() throws Exception {
    runs("paid");
    start(route("paid"));

    assertThat(reload().body()).isEqualTo("no route has changed");
    assertThat(adapter.calls.stream().filter("start"::equals)).hasSize(1);
  }

  @Test
  void shouldStopARouteThatIsNotEnabledAndStayUp() throws Exception {
    runs("paid");
    runs("more");
    start(route("paid"), route("more"));

    write(route("paid"), route("more") + "      enabled: false\n");

    assertThat(reload().body()).isEqualTo("stopped route more; 1 other route untouched");
    assertThat(health())
        .contains("\"status\":\"UP\"", "enabled: false in the route file")
        .doesNotContain("\"status\":\"DOWN\"");
    ScriptedRunner again = runs("more");
    write(route("paid"), route("more"));
    assertThat(reload().body()).isEqualTo("started route more; 1 other route untouched");
    await().atMost(SOON).until(() -> again.attempts() == 1);
  }

  @Test
  void shouldWaitForARouteWhereNoneIsEnabled() throws Exception {
    Future<?> run = start(route("paid") + "      enabled: false\n");
    await().atMost(SOON).until(() -> health().contains("enabled: false in the route file"));
    assertThat(run).isNotDone();
    ScriptedRunner paid = runs("paid");

    write(route("paid"));

    assertThat(reload().body()).isEqualTo("started route paid; 0 other routes untouched");
    await().atMost(SOON).until(() -> paid.attempts() == 1);
  }

  @Test
  void shouldStartAFailedRouteThatIsChanged() throws Exception {
    adapter.runners.put(
        "paid",
        new ScriptedRunner(
            ScriptedRunner.failing(new RouteFailedException(new Unresumable("no state")))));
    runs("more");
    start(route("paid"), route("more"));
    await().atMost(SOON).until(() -> health().contains("\"failed\""));
    ScriptedRunner after = runs("paid");

    write(route("paid").replace("before: 1m", "before: 2m"), route("more"));
    reload();

    await().atMost(SOON).until(() -> after.attempts() == 1 && !health().contains("DOWN"));
  }

  /** It waits for its next attempt. */
  @Test
  void shouldChangeARouteThatIsJustRestarting() throws Exception {
    adapter.runners.put("paid", new ScriptedRunner(ScriptedRunner.failing(boom())));
    runs("more");
    String restarts = "  restart: { initial-backoff: 1h, max-backoff: 1h, max-attempts: 3 }\n";
    startText(text(route("paid"), route("more")) + restarts);
    await().atMost(SOON).until(() -> health().contains("\"restarting\""));
    ScriptedRunner after = runs("paid");

    Files.writeString(
        file, text(route("paid").replace("before: 1m", "before: 2m"), route("more")) + restarts);

    assertThat(reload().body()).isEqualTo("changed route paid; 1 other route untouched");
    await().atMost(SOON).until(() -> after.attempts() == 1);
  }

  @Test
  void shouldDoOneReloadAfterTheOther() throws Exception {
    runs("paid");
    start(route("paid"));
    runs("other");
    write(route("paid"), route("other"));

    List<CompletableFuture<HttpResponse<String>>> both = List.of(asked(), asked());

    assertThat(both)
        .allSatisfy(each -> assertThat(each).succeedsWithin(SOON))
        .extracting(each -> each.join().body())
        .containsExactlyInAnyOrder(
            "started route other; 1 other route untouched", "no route has changed");
  }

  /** Nobody else waits for a cluster or a worker then. */
  @Test
  void shouldStopWhileItReloads() throws Exception {
    runs("paid");
    Future<?> run = start(route("paid"));
    adapter.startsForEver = true;
    write(route("paid"), route("other"));
    CompletableFuture<HttpResponse<String>> answer = asked();
    await().atMost(SOON).until(() -> adapter.calls.stream().filter("start"::equals).count() == 2);

    service.stopAndWait();

    assertThat(run).succeedsWithin(Duration.ofSeconds(5));
    assertThat(answer).isNotNull();
    assertThat(out.toString(UTF_8)).contains("paid: stopped");
  }

  /** It is to be enabled again, and then there is a router that does so. */
  @Test
  void shouldWaitForADisabledRouteWhereAllOthersHaveFailed() throws Exception {
    runs("paid");
    adapter.runners.put(
        "more",
        new ScriptedRunner(
            ScriptedRunner.failing(new RouteFailedException(new Unresumable("no state")))));
    Future<?> run = start(route("paid"), route("more"));
    await().atMost(SOON).until(() -> health().contains("\"failed\""));

    write(route("paid") + "      enabled: false\n", route("more"));

    assertThat(reload().body()).isEqualTo("stopped route paid; 1 other route untouched");
    await().during(Duration.ofSeconds(1)).atMost(SOON).until(() -> !run.isDone());
    ScriptedRunner again = runs("paid");
    write(route("paid"), route("more"));
    assertThat(reload().body()).isEqualTo("started route paid; 1 other route untouched");
    await().atMost(SOON).until(() -> again.attempts() == 1);
  }
}
