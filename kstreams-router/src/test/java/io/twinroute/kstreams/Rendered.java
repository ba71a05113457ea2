package io.twinroute.kstreams;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.reference.ExpectedResult;
import io.twinroute.reference.LogHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.streams.test.TestRecord;

/** Results as text, to compare them and to read what differs. */
final class Rendered {

  private Rendered() {}

  static List<String> expected(List<ExpectedResult> results) {
    return results.stream()
        .map(r -> render(r.key(), r.value(), r.timestamp(), r.headers()))
        .toList();
  }

  static List<String> actual(List<TestRecord<byte[], byte[]>> results) {
    return results.stream().map(Rendered::render).toList();
  }

  private static String render(TestRecord<byte[], byte[]> r) {
    List<LogHeader> headers = new ArrayList<>();
    r.headers().forEach(h -> headers.add(new LogHeader(h.key(), h.value())));
    return render(r.key(), r.value(), r.timestamp(), headers);
  }

  private static String render(byte[] key, byte[] value, long timestamp, List<LogHeader> headers) {
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
