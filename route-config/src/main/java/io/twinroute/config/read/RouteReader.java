package io.twinroute.config.read;

import io.twinroute.config.file.Problems;
import io.twinroute.config.key.Durations;
import io.twinroute.config.key.RouteKeys;
import io.twinroute.config.key.Schema;
import io.twinroute.config.plan.Naming;
import io.twinroute.semantics.format.ValueFormat;
import io.twinroute.semantics.logic.LogicRule;
import io.twinroute.semantics.logic.PassThrough;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads routes and checks each value by itself, and with those that it is bound to. */
public final class RouteReader {

  private final SettingReader settings;
  private final SilenceReader silence;
  private final InputReader inputs;
  private final JoinReader joins;
  private final PassThroughReader passThroughs;
  private final OutputReader outputs;

  /**
   * @param constants the format of constants in results
   */
  public RouteReader(
      SettingReader settings, Naming naming, ValueFormat constants, Problems problems) {
    this.settings = settings;
    this.silence = new SilenceReader(settings, problems);
    ConditionReader conditions = new ConditionReader(settings, problems);
    this.inputs = new InputReader(settings, silence, conditions, problems);
    this.joins = new JoinReader(settings, problems);
    this.passThroughs = new PassThroughReader(settings, problems);
    this.outputs = new OutputReader(settings, naming, conditions, constants, problems);
  }

  public RouteDefinition read(String name) {
    String path = Schema.ROUTES + "." + name;
    return settings.isWritten(path + "." + RouteKeys.INPUT)
        ? passThrough(path, name)
        : join(path, name);
  }

  private RouteDefinition passThrough(String path, String name) {
    passThroughs.refuseWhatJoinsNeed(path);
    return route(path, name, inputs.readPassed(path), null, new PassThrough());
  }

  private RouteDefinition join(String path, String name) {
    Optional<SilenceReader.Written> ofRoute = silence.read(path, RouteKeys.SILENCE_AFTER);
    RouteDefinition.Input left = inputs.read(path, "left", ofRoute);
    RouteDefinition.Input right = inputs.read(path, "right", ofRoute);
    return route(
        path,
        name,
        left,
        right,
        joins.read(path + ".join", Durations.longer(left.lateness(), right.lateness())));
  }

  private RouteDefinition route(
      String path,
      String name,
      RouteDefinition.Input left,
      RouteDefinition.@Nullable Input right,
      LogicRule rule) {
    List<String> names = right == null ? List.of(left.as()) : List.of(left.as(), right.as());
    return new RouteDefinition(
        name,
        left,
        right,
        rule,
        outputs.read(path + ".output", names),
        settings.get(path, RouteKeys.DELIVERY),
        settings.get(path, RouteKeys.REPARTITION),
        settings.get(path, RouteKeys.PARALLELISM),
        settings.find(path, RouteKeys.MAX_RECORD_BYTES),
        settings.get(path, RouteKeys.ENABLED));
  }
}
