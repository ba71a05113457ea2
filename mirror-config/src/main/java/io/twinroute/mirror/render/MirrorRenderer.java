package io.twinroute.mirror.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.kstreams.engine.StreamsSettings;
import io.twinroute.mirror.MirrorException;
import io.twinroute.mirror.References;
import io.twinroute.mirror.connect.MirrorConnector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the mirror configuration out for others to run. */
public final class MirrorRenderer {

  private static final String LINE_END = "\n";

  private MirrorRenderer() {}

  /**
   * The mirrors of {@code routes} as text that ends with a line feed. The connect format has a
   * connector for each source topic; the others, which know one for each pair of clusters only,
   * have that.
   *
   * <p>Client settings that look secret are not in it: each becomes a reference to an environment
   * variable of the worker, {@code ${env:TWINROUTE_<ALIAS>_<SETTING>}}. The properties and Strimzi
   * formats declare the config provider {@code env} themselves; for the connect format the worker's
   * own configuration must have {@code config.providers=env} and {@code
   * config.providers.env.class=org.apache.kafka.common.config.provider.EnvVarConfigProvider}.
   *
   * @throws MirrorException as {@link MirrorConnectors#of} does
   */
  public static String render(
      MirrorFormat format, List<RoutePlan> routes, StreamsSettings settings) {
    return switch (format) {
      case CONNECT -> connect(MirrorConnectors.of(routes, settings, References.VARIABLES));
      case PROPERTIES ->
          DedicatedProperties.render(MirrorConnectors.pairs(routes), settings.mirrorTasks());
      case STRIMZI ->
          StrimziResources.render(MirrorConnectors.pairs(routes), settings.mirrorTasks());
    };
  }

  private static String connect(List<MirrorConnector> connectors) {
    List<Map<String, Object>> bodies =
        connectors.stream()
            .map(
                connector -> {
                  Map<String, Object> body = new LinkedHashMap<>();
                  body.put("name", connector.name());
                  body.put("config", connector.config());
                  return body;
                })
            .toList();
    DefaultIndenter indenter = new DefaultIndenter("  ", LINE_END);
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(indenter);
    printer.indentObjectsWith(indenter);
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(bodies) + LINE_END;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of strings are always JSON", e);
    }
  }
}
