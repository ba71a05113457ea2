package io.twinroute.reference;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An inner join over whole logs: first drop what is late or cannot be joined, then compare every
 * left record with every right record of the same key.
 */
public final class ReferenceJoin {

  private record Accepted(SourceLog log, LogRecord record) {
    String coordinates() {
      return log.cluster() + "/" + log.topic() + "/" + log.partition() + "@" + record.offset();
    }
  }

  private final ReferenceRoute route;

  public ReferenceJoin(ReferenceRoute route) {
    this.route = route;
  }

  /** Every result of the route over these logs, in no particular order. */
  public List<ExpectedResult> results(List<SourceLog> left, List<SourceLog> right) {
    Map<ByteBuffer, List<Accepted>> rightByKey = new HashMap<>();
    for (Accepted r : accepted(right, route.rightLateness())) {
      rightByKey.computeIfAbsent(keyOf(r), k -> new ArrayList<>()).add(r);
    }
    List<ExpectedResult> results = new ArrayList<>();
    for (Accepted l : accepted(left, route.leftLateness())) {
      for (Accepted r : rightByKey.getOrDefault(keyOf(l), List.of())) {
        long distance = r.record().timestamp() - l.record().timestamp();
        if (-route.before() <= distance && distance <= route.after()) {
          results.add(result(l, r));
        }
      }
    }
    return results;
  }

  private static List<Accepted> accepted(List<SourceLog> logs, long lateness) {
    List<Accepted> accepted = new ArrayList<>();
    for (SourceLog log : logs) {
      long largest = -1;
      for (LogRecord record : log.records()) {
        if (record.timestamp() < 0) {
          continue;
        }
        boolean late = largest >= 0 && record.timestamp() < largest - lateness;
        largest = Math.max(largest, record.timestamp());
        if (!late && record.key() != null && ReferenceJson.isValid(record.value())) {
          accepted.add(new Accepted(log, record));
        }
      }
    }
    return accepted;
  }

  private ExpectedResult result(Accepted l, Accepted r) {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    value.writeBytes(utf8("{" + ReferenceJson.quote(route.leftAs()) + ":"));
    value.writeBytes(present(l.record().value()));
    value.writeBytes(utf8("," + ReferenceJson.quote(route.rightAs()) + ":"));
    value.writeBytes(present(r.record().value()));
    value.writeBytes(utf8("}"));

    List<LogHeader> headers = new ArrayList<>();
    headers.add(new LogHeader("twinroute-id", utf8(l.coordinates() + "+" + r.coordinates())));
    headers.addAll(l.record().headers());
    headers.addAll(r.record().headers());

    long timestamp = Math.max(l.record().timestamp(), r.record().timestamp());
    return new ExpectedResult(present(l.record().key()), value.toByteArray(), timestamp, headers);
  }

  private static ByteBuffer keyOf(Accepted a) {
    return ByteBuffer.wrap(present(a.record().key()));
  }

  private static byte[] present(byte @org.jspecify.annotations.Nullable [] bytes) {
    if (bytes == null) {
      throw new IllegalStateException("an accepted record has a key and a value");
    }
    return bytes;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
