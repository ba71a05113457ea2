package io.twinroute.mirror.secrets;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request pass that brings the token, on whatever path. Before paths are matched, so that
 * nobody learns which there are.
 */
@PreMatching
final class TokenFilter implements ContainerRequestFilter {

  /**
   * What the workers of a group ask of each other without anybody's token. Connect itself checks
   * their signature, whose key is in the group's configuration topic (Kafka 4.3, {@code
   * InternalClusterResource}, {@code InternalRequestSignature}).
   */
  private static final Map<String, Pattern> SIGNED =
      Map.of(
          HttpMethod.POST, Pattern.compile("/?connectors/[^/]+/tasks/?"),
          HttpMethod.PUT, Pattern.compile("/?connectors/[^/]+/fence/?"));

  private static final String SIGNATURE = "X-Connect-Authorization";

  private final byte[] authorization;

  TokenFilter(String token) {
    this.authorization = bytes(WorkerToken.authorization(token));
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!bringsToken(request.getHeaderString(HttpHeaders.AUTHORIZATION)) && !isSigned(request)) {
      request.abortWith(
          Response.status(Response.Status.UNAUTHORIZED)
              .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
              .type(MediaType.APPLICATION_JSON_TYPE)
              // Connect's own form: a worker that forwards a request reads the answer.
              .entity(
                  "{\"error_code\":401,\"message\":\"this Connect worker is a router's own; it"
                      + " takes requests of routers to its target only\"}")
              .build());
    }
  }

  /** In constant time, which does not reveal how much of it is right. */
  private boolean bringsToken(@Nullable String header) {
    return header != null && MessageDigest.isEqual(authorization, bytes(header));
  }

  private static boolean isSigned(ContainerRequestContext request) {
    Pattern path = SIGNED.get(request.getMethod());
    return path != null
        && request.getHeaderString(SIGNATURE) != null
        && path.matcher(request.getUriInfo().getPath(false)).matches();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
