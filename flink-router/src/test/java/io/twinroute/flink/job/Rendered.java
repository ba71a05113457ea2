package io.twinroute.flink.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.reference.ExpectedResult;
import io.twinroute.reference.LogHeader;
import io.twinroute.semantics.JoinResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Results as text, to compare them and to read what differs. */
final class Rendered {

  private Rendered() {}

  static List<String> expected(List<ExpectedResult> results) {
    return results.stream()
        .map(r -> text(r.key(), r.value(), r.timestamp(), r.headers()))
        .sorted()
        .toList();
  }

  static List<String> actual(List<JoinResult> results) {
    return results.stream().map(Rendered::text).sorted().toList();
  }

  private static String text(JoinResult r) {
    List<LogHeader> headers = new ArrayList<>();
    r.headers().forEach((key, value) -> headers.add(new LogHeader(key, value)));
    return text(r.key(), r.value(), r.timestamp(), headers);
  }

  private static String text(byte[] key, byte[] value, long timestamp, List<LogHeader> headers) {
    return new String(key, UTF_8)
        + " "
        + new String(value, UTF_8)
        + " @"
        + timestamp
        + " "
        + headers.stream()
            .map(h -> h.key() + "=" + (h.value() == null ? null : new String(h.value(), UTF_8)))
            .collect(Collectors.joining(","));
  }
}
