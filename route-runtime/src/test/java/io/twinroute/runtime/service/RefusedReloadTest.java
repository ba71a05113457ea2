package io.twinroute.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.supervise.RouteState;
import io.twinroute.runtime.supervise.ScriptedRunner;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A router refuses a changed file, or a part of it, and keeps what runs. */
@Timeout(90)
class RefusedReloadTest extends ReloadHarness {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cluster: central | cluster: centrl | routes.more.output.cluster: unknown cluster 'centrl'",
        "topic: orders    | topic: bills    | routes.more.left.topic: 'orders' cannot become 'bills'",
        "before: 1m       | before: 1x      | routes.more.join.before: '1x' is not a duration",
        "before: 1m       | 'before: ['     | is not valid YAML",
        "before: 1m       | 'after: 2m'     | is not valid YAML",
      })
  void shouldChangeNothingForAFileThatItCannotTakeOver(String text, String other, String why)
      throws Exception {
    ScriptedRunner paid = runs("paid");
    runs("more");
    start(route("paid"), route("more"));

    write(route("other"), route("more").replace(text, other));
    HttpResponse<String> answer = reload();

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains(why).doesNotContain("\n");
    assertThat(health().split(UNTOUCHED, -1)).hasSize(3);
    assertThat(health())
        .contains("\"status\":\"UP\"", "\"name\":\"reload-refused\"", why.substring(0, 12))
        .doesNotContain("DOWN");
    assertThat(paid.attempts()).isEqualTo(1);
    assertThat(adapter.calls.stream().filter("start"::equals)).hasSize(1);
    assertThat(messages()).contains("reload: " + answer.body());
    assertThat(answer.body()).startsWith("refused, nothing has changed: ");
  }

  @Test
  void shouldForgetARefusalWhenTheFileIsRightAgain() throws Exception {
    runs("paid");
    start(route("paid"));
    Files.delete(file);
    assertThat(reload().body()).contains("no such file");
    assertThat(health()).contains("reload-refused");

    write(route("paid"));
    reload();

    assertThat(health()).doesNotContain("reload-refused");
  }

  /** A change that is right in itself waits for what is wrong beside it. */
  @Test
  void shouldStopNothingWhereAnAddedRouteCannotStart() throws Exception {
    runs("paid");
    runs("more");
    start(route("paid"), route("more"));

    write(route("paid"), route("other").replace("topic: orders", "topic: bills"));

    assertThat(reload().body())
        .startsWith(
            "refused, nothing has changed: route other: Topic 'bills' does not exist on cluster 'east'");
    assertThat(health().split(UNTOUCHED, -1)).hasSize(3);
  }

  @Test
  void shouldStopNothingWhereTheEngineCannotTakeAnAddedRoute() throws Exception {
    runs("paid");
    runs("more");
    start(route("paid"), route("more"));
    adapter.startFailure = new RouteFailedException("no worker");

    write(route("paid"), route("other"));

    assertThat(reload().body()).isEqualTo("refused, nothing has changed: route other: no worker");
    assertThat(health().split(UNTOUCHED, -1)).hasSize(3);
    assertThat(adapter.calls).endsWith("start", "release [paid, more]");
  }

  @Test
  void shouldNotReadSettingsOfTheProcessAgain() throws Exception {
    runs("paid");
    start(route("paid"));

    Files.writeString(file, text(route("paid")).replace("port: -1", "port: 8099"));

    assertThat(reload().body())
        .isEqualTo(
            "refused, nothing has changed: micronaut.server.port: is read once, when the router starts; restart the router");
  }

  @Test
  void shouldTakeNoRequestWithoutTheToken() throws Exception {
    runs("paid");
    start(route("paid"));
    runs("other");
    write(route("paid"), route("other"));

    assertThat(post("").statusCode()).isEqualTo(401);
    assertThat(post("Bearer of bad news").statusCode()).isEqualTo(401);
    assertThat(post(router().token()).statusCode()).isEqualTo(401);
    assertThat(adapter.calls.stream().filter("start"::equals)).hasSize(1);
  }

  @Test
  void shouldRefuseWhileItsRoutesHaveNotStarted() throws Exception {
    clusters.get("east").deleteTopic("orders");
    runs("paid");
    write(route("paid"));
    run(new RunOptions(false, true));
    await().atMost(SOON).until(() -> health().contains("does not exist"));

    assertThat(reload().body()).contains("still starting");
  }

  @Test
  void shouldRefuseInARunThatHasAnEnd() throws Exception {
    runs("paid");
    write(route("paid"));
    run(new RunOptions(true, false));
    await().atMost(SOON).until(() -> health().contains(UNTOUCHED));

    assertThat(reload().body()).contains("a run --until-end reads its file once");
  }

  @Test
  void shouldLeaveARouteThatDoesNotEndAsItIsUntilALaterReload() throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    adapter.runners.put("paid", new ScriptedRunner(endingAfter(mayEnd)));
    runs("more");
    start(route("paid"), route("more"));
    ScriptedRunner after = runs("paid");

    write(route("paid").replace("before: 1m", "before: 2m"), route("more"));
    HttpResponse<String> first = reload();
    HttpResponse<String> second = reload();

    assertThat(first.statusCode()).isEqualTo(409);
    assertThat(first.body()).startsWith("route paid did not end within 2 s");
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(health()).contains("reload-refused");
    assertThat(after.attempts()).isZero();
    mayEnd.countDown();
    await().atMost(SOON).until(() -> health().contains("\"stopped\""));
    assertThat(reload().body()).isEqualTo("changed route paid; 1 other route untouched");
    await().atMost(SOON).until(() -> after.attempts() == 1);
    assertThat(health()).doesNotContain("reload-refused");
  }

  /** What it reads is still needed, and its name is not free. */
  @Test
  void shouldNotStartARemovedRouteBesideItsOlderSelf() throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    runs("paid");
    adapter.runners.put("more", new ScriptedRunner(endingAfter(mayEnd)));
    start(route("paid"), route("more"));
    ScriptedRunner after = runs("more");

    write(route("paid"));
    assertThat(reload().body()).startsWith("route more did not end");
    assertThat(adapter.calls).endsWith("release [paid, more]");
    write(route("paid"), route("more"));
    assertThat(reload().body()).startsWith("route more did not end");

    assertThat(after.attempts()).isZero();
    mayEnd.countDown();
    await().atMost(SOON).until(() -> health().contains("\"stopped\""));
    assertThat(reload().body()).isEqualTo("changed route more; 1 other route untouched");
    await().atMost(SOON).until(() -> after.attempts() == 1);
  }

  /** A job on a cluster of its own may run on. */
  @Test
  void shouldNotReportARouteAsStoppedThatHasFailedToStop() throws Exception {
    runs("paid");
    adapter.runners.put(
        "more",
        new ScriptedRunner(
            (listener, stop) -> {
              listener.status(RouteState.RUNNING, "reading");
              stop.await();
              throw boom();
            }));
    start(route("paid"), route("more"));

    write(route("paid"));
    HttpResponse<String> answer = reload();

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body())
        .isEqualTo(
            "route more failed when it was to stop, and something of it may still run: IllegalStateException: boom; all else is done");
    assertThat(health()).contains("reload-refused").doesNotContain("\"more\"");
  }
}
