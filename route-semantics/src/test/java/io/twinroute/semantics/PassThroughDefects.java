package io.twinroute.semantics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

import io.twinroute.reference.ReferenceRoute;
import io.twinroute.scenario.Scenario;
import io.twinroute.semantics.accept.PartitionProgress;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.Judgement;
import io.twinroute.semantics.record.LogicOutput;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.record.RouteResult;
import io.twinroute.semantics.record.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Routes that let records through with one mistake each. */
final class PassThroughDefects {

  private static final byte[] NULL = "{}".getBytes(UTF_8);

  private PassThroughDefects() {}

  static Map<String, Function<Scenario, RouteParts>> all() {
    return Map.ofEntries(
        entry("a record without a key goes to another partition", PassThroughDefects::misplaces),
        entry(
            "a tombstone that passes through is dropped",
            s -> rejecting(s, record -> record.value() == null)),
        entry(
            "a record without a key does not pass through",
            s -> rejecting(s, record -> record.anyKey() == null)),
        entry(
            "a result that is to be a tombstone keeps its value", PassThroughDefects::keepsValues),
        entry("a result that becomes a tombstone loses its headers", PassThroughDefects::strips),
        entry("a selected tombstone becomes nulls", PassThroughDefects::fillsTombstones),
        entry("a condition is asked about tombstones", PassThroughDefects::filtersTombstones),
        entry("an empty key that passes through is none", PassThroughDefects::losesEmptyKeys));
  }

  private static RouteParts misplaces(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      LogicOutput written(LogicOutput result) {
        return result instanceof RouteResult r && r.key() == null
            ? new RouteResult(null, r.value(), r.timestamp(), r.headers(), r.sourcePartition() + 1)
            : result;
      }
    };
  }

  private static RouteParts rejecting(Scenario scenario, Predicate<AcceptedRecord> some) {
    return new RouteParts(scenario) {
      @Override
      Judgement judge(PartitionProgress before, SourceRecord record) {
        Judgement judgement = super.judge(before, record);
        return scenario.route().passesThrough()
                && judgement instanceof AcceptedRecord accepted
                && some.test(accepted)
            ? Rejection.REPLAYED
            : judgement;
      }
    };
  }

  private static RouteParts fillsTombstones(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      LogicOutput written(LogicOutput result) {
        return result instanceof RouteResult r
                && r.value() == null
                && scenario.reference().result().select() != null
            ? new RouteResult(r.key(), NULL, r.timestamp(), r.headers(), r.sourcePartition())
            : result;
      }
    };
  }

  private static RouteParts keepsValues(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      @Nullable String tombstoneOn(ReferenceRoute route) {
        return null;
      }
    };
  }

  private static RouteParts strips(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      LogicOutput written(LogicOutput result) {
        if (!(result instanceof RouteResult r)
            || r.value() != null
            || scenario.reference().result().tombstoneOn() == null) {
          return result;
        }
        List<Headers.Header> id = new ArrayList<>();
        r.headers()
            .forEach(
                (name, value) -> {
                  if (name.equals(RouteResult.ID_HEADER)) {
                    id.add(new Headers.Header(name, value));
                  }
                });
        return new RouteResult(r.key(), null, r.timestamp(), Headers.of(id), r.sourcePartition());
      }
    };
  }

  private static RouteParts filtersTombstones(Scenario scenario) {
    return scenario.reference().left().where() == null
        ? new RouteParts(scenario)
        : rejecting(scenario, record -> record.value() == null);
  }

  private static RouteParts losesEmptyKeys(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      LogicOutput written(LogicOutput result) {
        byte[] key = result.key();
        return result instanceof RouteResult r && key != null && key.length == 0
            ? new RouteResult(null, r.value(), r.timestamp(), r.headers(), r.sourcePartition())
            : result;
      }
    };
  }
}
