package io.twinroute.mirror.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFilterTest {

  private static final String TOKEN = "0123456789abcdef";
  private static final Map<String, String> KNOWN =
      Map.of("Authorization", WorkerToken.authorization(TOKEN));
  private static final Map<String, String> SIGNED = Map.of("X-Connect-Authorization", "c2lnbmVk");

  @ParameterizedTest
  @CsvSource({"GET,", "GET,connectors", "PUT,connectors/x/config", "POST,connectors/x/tasks"})
  void shouldTakeWhatBringsTheToken(String method, @Nullable String path) {
    assertThat(answer(method, path, KNOWN)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,",
    "GET,connectors",
    "GET,connectors/x/config",
    "PUT,connectors/x/config",
    "DELETE,connectors/x",
    "POST,connectors",
    "POST,connectors/x/tasks",
    "PUT,connectors/x/fence",
    "GET,admin/loggers",
    "GET,no-such-path",
  })
  void shouldRefuseWhatBringsNone(String method, @Nullable String path) {
    Response answer = answer(method, path, Map.of());

    assertThat(answer).isNotNull();
    assertThat(answer.getStatus()).isEqualTo(401);
    assertThat(String.valueOf(answer.getEntity()))
        .contains("\"error_code\":401")
        .doesNotContain(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer 0123456789abcdeX",
        "0123456789abcdef",
        "Bearer 0123456789abcdef0"
      })
  void shouldRefuseAnotherToken(String authorization) {
    assertThat(answer("GET", "connectors", Map.of("Authorization", authorization))).isNotNull();
  }

  /** Connect itself looks at the signature. */
  @ParameterizedTest
  @CsvSource({"POST,connectors/x/tasks", "POST,connectors/a%2Fb/tasks/", "PUT,connectors/x/fence"})
  void shouldLeaveToConnectWhatWorkersSign(String method, String path) {
    assertThat(answer(method, path, SIGNED)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,connectors/x/tasks",
    "PUT,connectors/x/tasks",
    "POST,connectors/x/fence",
    "POST,connectors/x/tasks/0/restart",
    "PUT,connectors/x/config",
    "POST,connectors",
    "POST,admin/connectors/x/tasks",
    "PUT,connectors/x/config/fence/..",
  })
  void shouldTakeASignatureWhereWorkersSignOnly(String method, String path) {
    assertThat(answer(method, path, SIGNED)).isNotNull();
  }

  @Test
  void shouldTakeNoSignatureForAToken() {
    assertThat(answer("GET", null, SIGNED)).isNotNull();
  }

  /** What the request is answered with; null if it passes. */
  private static @Nullable Response answer(
      String method, @Nullable String path, Map<String, String> headers) {
    AtomicReference<@Nullable Response> answer = new AtomicReference<>();
    UriInfo uri =
        proxy(
            UriInfo.class,
            (name, arguments) -> {
              assertThat(name).isEqualTo("getPath");
              assertThat(arguments).containsExactly(false);
              return path == null ? "" : path;
            });
    ContainerRequestContext request =
        proxy(
            ContainerRequestContext.class,
            (name, arguments) ->
                switch (name) {
                  case "getMethod" -> method;
                  case "getUriInfo" -> uri;
                  case "getHeaderString" -> headers.get(arguments[0]);
                  case "abortWith" -> {
                    answer.set((Response) arguments[0]);
                    yield null;
                  }
                  default -> throw new AssertionError(name);
                });
    new TokenFilter(TOKEN).filter(request);
    return answer.get();
  }

  private interface Call {
    @Nullable Object answer(String method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> call.answer(method.getName(), arguments)));
  }
}
