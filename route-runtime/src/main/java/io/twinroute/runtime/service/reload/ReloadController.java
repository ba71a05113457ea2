package io.twinroute.runtime.service.reload;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import java.util.concurrent.CompletableFuture;

/**
 * {@code POST /reload}: has the router read its file again. The port may be open to others, so a
 * request needs the token that only this user's processes can read; see {@link RunningRouter}.
 */
@Controller(RunningRouter.PATH)
class ReloadController {

  private final ReloadRequests requests;

  ReloadController(ReloadRequests requests) {
    this.requests = requests;
  }

  /** 200 and what has changed; 409 and the reason if nothing has; 401 without the token. */
  @Post(produces = MediaType.TEXT_PLAIN, consumes = MediaType.ALL)
  CompletableFuture<HttpResponse<String>> reload(HttpRequest<?> request) {
    String said = request.getHeaders().getAuthorization().orElse("");
    if (!said.startsWith(RunningRouter.SCHEME)
        || !requests.isToken(said.substring(RunningRouter.SCHEME.length()))) {
      return CompletableFuture.completedFuture(
          HttpResponse.status(HttpStatus.UNAUTHORIZED).body("use './twinroute reload'"));
    }
    return requests.request().thenApply(ReloadController::answer);
  }

  private static HttpResponse<String> answer(ReloadOutcome outcome) {
    return HttpResponse.<String>status(outcome.done() ? HttpStatus.OK : HttpStatus.CONFLICT)
        .body(outcome.text());
  }
}
