package io.twinroute.config.read;

import io.twinroute.config.file.Problems;
import io.twinroute.config.file.Schema;
import io.twinroute.config.plan.Delivery;
import io.twinroute.config.plan.Repartition;
import io.twinroute.semantics.logic.Side;
import java.util.List;
import java.util.Optional;

/** Reads routes and checks each value by itself, and with those that it is bound to. */
public final class RouteReader {

  private static final int DEFAULT_PARALLELISM = 2;

  private final SettingReader settings;
  private final SilenceReader silence;
  private final InputReader sides;
  private final JoinReader joins;
  private final OutputReader outputs;

  public RouteReader(SettingReader settings, Problems problems) {
    this.settings = settings;
    this.silence = new SilenceReader(settings, problems);
    this.sides = new InputReader(settings, silence, problems);
    this.joins = new JoinReader(settings, problems);
    this.outputs = new OutputReader(settings, problems);
  }

  public RouteDefinition read(String name) {
    String path = Schema.ROUTES + "." + name;
    Optional<SilenceReader.Written> ofRoute = silence.read(path);
    RouteDefinition.Input left = sides.read(path, Side.LEFT, ofRoute);
    RouteDefinition.Input right = sides.read(path, Side.RIGHT, ofRoute);
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
