package io.twinroute.semantics;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Map.entry;

import io.twinroute.reference.ReferenceRoute;
import io.twinroute.scenario.Scenario;
import io.twinroute.semantics.format.PairWriter;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.LogicOutput;
import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.record.RouteResult;
import io.twinroute.semantics.record.SourceRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Outputs that are wrong in one thing each. */
final class FormatDefects {

  private FormatDefects() {}

  static Map<String, Function<Scenario, RouteParts>> all() {
    return Map.ofEntries(
        entry("a result's last header is lost", headers(h -> h.remove(h.size() - 1))),
        entry("headers come in another order", headers(h -> Collections.reverse(h))),
        entry("equal headers are written once", headers(FormatDefects::keepDifferent)),
        entry("a null header is an empty one", headers(h -> h.replaceAll(FormatDefects::notNull))),
        entry("a result has no time", results(FormatDefects::withoutTime)),
        entry("a result keeps the join key", FormatDefects::keepsJoinKey),
        entry("a member that is there twice counts first", FormatDefects::takesFirstMember),
        entry("an absent member is left out", results(FormatDefects::withoutNulls)),
        entry("a rejected record has no reason", rejections(FormatDefects::withoutReason)),
        entry("what is too large does not say its size", rejections(FormatDefects::withoutSize)),
        entry("what is too large loses its key", rejections(FormatDefects::withoutKey)),
        entry("what is too large loses its headers", rejections(FormatDefects::withoutHeaders)),
        entry("a rejected record is from partition 0", rejections(FormatDefects::fromZero)));
  }

  private static RouteParts keepsJoinKey(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      boolean rekeys(ReferenceRoute route) {
        return false;
      }
    };
  }

  private static RouteParts takesFirstMember(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      PairWriter pairs(ReferenceRoute route) {
        PairWriter pairs = super.pairs(route);
        return route.result().select() == null
            ? pairs
            : (first, second) -> pairs.pair(withoutTwin(first), withoutTwin(second));
      }
    };
  }

  private static byte @Nullable [] withoutTwin(byte @Nullable [] value) {
    return value == null
        ? null
        : new String(value, ISO_8859_1)
            .replace("\"x\",\"id\":", "\"x\",\"twin\":")
            .getBytes(ISO_8859_1);
  }

  private static RouteResult withoutNulls(RouteResult r) {
    if (r.value() == null) {
      return r;
    }
    String value = new String(r.value(), ISO_8859_1).replace("\"n\":null", "");
    return new RouteResult(r.key(), value.getBytes(ISO_8859_1), r.timestamp(), r.headers());
  }

  private static Function<Scenario, RouteParts> results(UnaryOperator<RouteResult> changed) {
    return scenario ->
        new RouteParts(scenario) {
          @Override
          LogicOutput written(LogicOutput output) {
            LogicOutput written = super.written(output);
            return written instanceof RouteResult result ? changed.apply(result) : written;
          }
        };
  }

  private static Function<Scenario, RouteParts> headers(Consumer<List<Headers.Header>> change) {
    return results(r -> new RouteResult(r.key(), r.value(), r.timestamp(), changed(r, change)));
  }

  private static Headers changed(RouteResult result, Consumer<List<Headers.Header>> change) {
    List<Headers.Header> headers = new ArrayList<>();
    result.headers().forEach((key, value) -> headers.add(new Headers.Header(key, value)));
    change.accept(headers);
    return Headers.of(headers);
  }

  private static void keepDifferent(List<Headers.Header> headers) {
    List<String> seen = new ArrayList<>();
    headers.removeIf(header -> seen.contains(header.key()) || !seen.add(header.key()));
  }

  private static Headers.Header notNull(Headers.Header header) {
    return header.value() == null ? new Headers.Header(header.key(), new byte[0]) : header;
  }

  private static RouteResult withoutTime(RouteResult r) {
    return new RouteResult(r.key(), r.value(), 0, r.headers());
  }

  private static Function<Scenario, RouteParts> rejections(UnaryOperator<RejectedRecord> changed) {
    return scenario ->
        new RouteParts(scenario) {
          @Override
          RejectedRecord rejected(SourceRecord record, Rejection rejection) {
            return changed.apply(super.rejected(record, rejection));
          }
        };
  }

  private static RejectedRecord withoutReason(RejectedRecord r) {
    return without(r, header -> header.key().equals(RejectedRecord.REASON_HEADER));
  }

  private static RejectedRecord withoutSize(RejectedRecord r) {
    return without(r, header -> header.key().equals(RejectedRecord.SIZE_HEADER));
  }

  private static RejectedRecord withoutHeaders(RejectedRecord r) {
    return r.rejection() == Rejection.TOO_LARGE
        ? without(r, header -> !header.key().startsWith("twinroute-"))
        : r;
  }

  private static RejectedRecord without(RejectedRecord r, Predicate<Headers.Header> gone) {
    List<Headers.Header> headers = new ArrayList<>();
    r.headers().forEach((key, value) -> headers.add(new Headers.Header(key, value)));
    headers.removeIf(gone);
    return new RejectedRecord(
        r.rejection(), r.partition(), r.key(), r.value(), r.timestamp(), Headers.of(headers));
  }

  private static RejectedRecord withoutKey(RejectedRecord r) {
    return r.rejection() == Rejection.TOO_LARGE
        ? new RejectedRecord(
            r.rejection(), r.partition(), null, r.value(), r.timestamp(), r.headers())
        : r;
  }

  private static RejectedRecord fromZero(RejectedRecord r) {
    return new RejectedRecord(r.rejection(), 0, r.key(), r.value(), r.timestamp(), r.headers());
  }
}
