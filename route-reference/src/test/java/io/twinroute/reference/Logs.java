package io.twinroute.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Short ways to write logs down, and to read what a route gives for them. */
final class Logs {

  private Logs() {}

  static SourceLog orders(int partition, LogRecord... records) {
    return new SourceLog("east", "orders", partition, List.of(records));
  }

  static SourceLog payments(int partition, LogRecord... records) {
    return new SourceLog("west", "payments", partition, List.of(records));
  }

  static LogRecord record(
      long offset,
      long timestamp,
      @Nullable String key,
      @Nullable String value,
      LogHeader... headers) {
    return new LogRecord(offset, timestamp, bytes(key), bytes(value), Arrays.asList(headers));
  }

  static LogHeader header(String key, @Nullable String value) {
    return new LogHeader(key, bytes(value));
  }

  /** The ids alone, without clusters and topics: {@code 3@1234+0@77}. */
  static List<String> ids(ReferenceOutput output) {
    return output.results().stream()
        .map(r -> text(r.headers().get(0).value()))
        .map(id -> id.replace("east/orders/", "").replace("west/payments/", ""))
        .toList();
  }

  /** Coordinates and reason of each: {@code east/orders/0@3 late}. */
  static List<String> reasons(List<ExpectedRejection> rejections) {
    return rejections.stream()
        .map(r -> r.headers().subList(r.headers().size() - 3, r.headers().size()))
        .map(added -> text(added.get(0).value()) + " " + text(added.get(1).value()))
        .toList();
  }

  static List<String> results(ReferenceOutput output) {
    return output.results().stream()
        .map(r -> line(r.key(), r.value(), r.timestamp(), r.headers()))
        .toList();
  }

  static List<String> rejections(List<ExpectedRejection> rejections) {
    return rejections.stream()
        .map(
            r ->
                String.format(Locale.ROOT, "partition %d | ", r.partition())
                    + line(r.key(), r.value(), r.timestamp(), r.headers()))
        .toList();
  }

  private static String line(
      byte @Nullable [] key, byte @Nullable [] value, long timestamp, List<LogHeader> headers) {
    return String.join(
        " | ",
        text(key),
        text(value),
        String.valueOf(timestamp),
        headers.stream()
            .map(h -> h.key() + "=" + text(h.value()))
            .collect(Collectors.joining(", ")));
  }

  private static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(UTF_8);
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "null" : new String(bytes, UTF_8);
  }
}
