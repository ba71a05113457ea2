package io.twinroute.config.read;

import io.twinroute.config.file.Problems;
import io.twinroute.config.key.InputKeys;
import io.twinroute.config.key.Key;
import io.twinroute.config.key.PassedKeys;
import io.twinroute.config.key.RouteKeys;
import io.twinroute.config.plan.JoinKey;
import io.twinroute.semantics.accept.AcceptRule;
import io.twinroute.semantics.accept.EventTime;
import io.twinroute.semantics.format.JsonPointer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads the inputs of routes. */
final class InputReader {

  private final SettingReader settings;
  private final SilenceReader silence;
  private final SourceReader sources;
  private final ConditionReader conditions;
  private final Problems problems;

  InputReader(
      SettingReader settings,
      SilenceReader silence,
      ConditionReader conditions,
      Problems problems) {
    this.settings = settings;
    this.silence = silence;
    this.sources = new SourceReader(settings, problems);
    this.conditions = conditions;
    this.problems = problems;
  }

  /**
   * An input.
   *
   * @param name its key in the route
   * @param ofRoute what the route itself says about silence
   */
  RouteDefinition.Input read(
      String routePath, String name, Optional<SilenceReader.Written> ofRoute) {
    String path = routePath + "." + name;
    Duration lateness = settings.get(path, InputKeys.LATENESS);
    return new RouteDefinition.Input(
        path,
        name,
        sources.read(path),
        Objects.requireNonNullElse(settings.find(path, InputKeys.AS), name),
        lateness,
        key(path),
        silence.resolve(silence.read(path, InputKeys.SILENCE_AFTER), ofRoute, name, lateness),
        timeWithSilence(path),
        conditions.ofInput(path));
  }

  private @Nullable EventTime timeWithSilence(String path) {
    if (settings.isSet(path, InputKeys.TIME) && !settings.isSet(path, InputKeys.SILENCE_AFTER)) {
      problems.add(
          settings.path(path, InputKeys.TIME),
          "silence is measured by the clock, which times in a field need not follow; set "
              + InputKeys.SILENCE_AFTER.name()
              + " of this side, or never");
    }
    return time(path);
  }

  private @Nullable EventTime time(String path) {
    JsonPointer field = settings.find(path, InputKeys.TIME);
    TimeUnit unit = settings.find(path, InputKeys.TIME_UNIT);
    Duration maxAhead = settings.find(path, InputKeys.MAX_AHEAD);
    if (!settings.isSet(path, InputKeys.TIME)) {
      refuseWithoutTime(path, InputKeys.TIME_UNIT);
      refuseWithoutTime(path, InputKeys.MAX_AHEAD);
      return null;
    }
    return field == null
        ? null
        : new EventTime(field, Objects.requireNonNullElse(unit, TimeUnit.MILLISECONDS), maxAhead);
  }

  private void refuseWithoutTime(String path, Key<?> key) {
    if (settings.isSet(path, key)) {
      problems.add(
          settings.path(path, key),
          "belongs to " + InputKeys.TIME.name() + "; set that too, or remove this");
    }
  }

  /**
   * An input whose records pass through. Nothing waits for it, so it is never silent.
   *
   * @param routePath the route's
   */
  RouteDefinition.Input readPassed(String routePath) {
    String path = routePath + "." + RouteKeys.INPUT;
    return new RouteDefinition.Input(
        path,
        RouteKeys.INPUT,
        sources.read(path),
        settings.get(path, PassedKeys.AS),
        Objects.requireNonNullElse(settings.find(path, PassedKeys.LATENESS), AcceptRule.NEVER_LATE),
        null,
        null,
        time(path),
        conditions.ofInput(path));
  }

  private @Nullable JoinKey key(String path) {
    JsonPointer ofValue = settings.find(path, InputKeys.KEY);
    JsonPointer ofRecordKey = settings.find(path, InputKeys.RECORD_KEY);
    if (settings.isSet(path, InputKeys.KEY) && settings.isSet(path, InputKeys.RECORD_KEY)) {
      problems.add(
          settings.path(path, InputKeys.RECORD_KEY),
          "'"
              + settings.anyText(settings.path(path, InputKeys.RECORD_KEY))
              + "' and the key '"
              + settings.anyText(settings.path(path, InputKeys.KEY))
              + "' exclude each other; records are joined on one field");
    }
    if (ofRecordKey != null) {
      return JoinKey.ofRecordKey(ofRecordKey);
    }
    return ofValue == null ? null : JoinKey.ofValue(ofValue);
  }
}
