package io.twinroute.mirror.secrets;

import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.rest.ConnectRestExtension;
import org.apache.kafka.connect.rest.ConnectRestExtensionContext;
import org.jspecify.annotations.Nullable;

/** Closes the REST interface of a worker inside a router to whoever does not know its token. */
public final class RestGuard implements ConnectRestExtension {

  private @Nullable WorkerSecrets secrets;

  @Override
  public void configure(Map<String, ?> configs) {
    secrets = WorkerSecrets.of(configs);
  }

  @Override
  public void register(ConnectRestExtensionContext context) {
    WorkerSecrets known = secrets;
    if (known == null) {
      throw new ConnectException("the token of the REST interface is not known");
    }
    context.configurable().register(new TokenFilter(known.token()));
  }

  @Override
  public String version() {
    return AppInfoParser.getVersion();
  }

  @Override
  public void close() {}
}
