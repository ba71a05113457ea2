package io.twinroute.semantics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.reference.ExpectedResult;
import io.twinroute.reference.LogHeader;
import io.twinroute.reference.LogRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** From the reference's records to the route's, and results as text that can be compared. */
final class Records {

  private Records() {}

  static SourceRecord of(Side side, int partition, LogRecord r) {
    List<Headers.Header> headers =
        r.headers().stream().map(h -> new Headers.Header(h.key(), h.value())).toList();
    return new SourceRecord(
        side, partition, r.offset(), r.timestamp(), r.key(), r.value(), Headers.of(headers));
  }

  static List<String> expected(List<ExpectedResult> results) {
    return results.stream()
        .map(r -> text(r.key(), r.value(), r.timestamp(), r.headers()))
        .sorted()
        .toList();
  }

  static List<String> actual(List<JoinResult> results) {
    return results.stream().map(Records::text).sorted().toList();
  }

  private static String text(JoinResult r) {
    List<LogHeader> headers = new ArrayList<>();
    r.headers().forEach((key, value) -> headers.add(new LogHeader(key, value)));
    return text(r.key(), r.value(), r.timestamp(), headers);
  }

  private static String text(byte[] key, byte[] value, long timestamp, List<LogHeader> headers) {
    return headers.stream()
        .map(h -> h.key() + "=" + (h.value() == null ? null : new String(h.value(), UTF_8)))
        .collect(
            Collectors.joining(
                ",",
                new String(key, UTF_8) + " " + new String(value, UTF_8) + " @" + timestamp + " ",
                ""));
  }
}
