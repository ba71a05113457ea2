package io.twinroute.config.read;

import io.twinroute.config.file.Problems;
import io.twinroute.config.file.Schema;
import io.twinroute.config.plan.Delivery;
import io.twinroute.config.plan.Repartition;
import java.util.List;
import java.util.Optional;

/** Reads routes and checks each value by itself, and with those that it is bound to. */
public final class RouteReader {

  private static final int DEFAULT_PARALLELISM = 2;

  private final SettingReader settings;
  private final SilenceReader silence;
  private final InputReader inputs;
  private final JoinReader joins;
  private final OutputReader outputs;

  public RouteReader(SettingReader settings, Problems problems) {
    this.settings = settings;
    this.silence = new SilenceReader(settings, problems);
    this.inputs = new InputReader(settings, silence, problems);
    this.joins = new JoinReader(settings, problems);
    this.outputs = new OutputReader(settings, problems);
  }

  public RouteDefinition read(String name) {
    String path = Schema.ROUTES + "." + name;
    Optional<SilenceReader.Written> ofRoute = silence.read(path);
    RouteDefinition.Input left = inputs.read(path, "left", ofRoute);
    RouteDefinition.Input right = inputs.read(path, "right", ofRoute);
    return new RouteDefinition(
        name,
        left,
        right,
        joins.read(path + ".join", Durations.longer(left.lateness(), right.lateness())),
        outputs.read(path + ".output"),
        settings.choice(
            path + ".delivery", List.of(Delivery.values()), Delivery::id, Delivery.EXACTLY_ONCE),
        settings.choice(
            path + ".exchange", List.of(Repartition.values()), Repartition::id, Repartition.AUTO),
        settings.integer(path + ".parallelism", DEFAULT_PARALLELISM, 1));
  }
}
