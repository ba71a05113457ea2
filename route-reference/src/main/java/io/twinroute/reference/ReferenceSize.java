package io.twinroute.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** Which records are too large, and what the dead-letter topic holds of them. */
final class ReferenceSize {

  private static final int MOST_HEADERS = 1000;

  private final int limit;

  ReferenceSize(int limit) {
    this.limit = limit;
  }

  boolean isTooLarge(LogRecord record) {
    return record.size() > limit || record.headers().size() > MOST_HEADERS;
  }

  boolean isTooLarge(ExpectedResult result) {
    return result.size() > limit || result.headers().size() > MOST_HEADERS;
  }

  /** Without the value; without the headers, and then the key, that are too large without it. */
  LogRecord without(LogRecord record) {
    LogRecord rest =
        new LogRecord(record.offset(), record.timestamp(), record.key(), null, record.headers());
    if (isTooLarge(rest)) {
      rest = new LogRecord(record.offset(), record.timestamp(), record.key(), null, List.of());
    }
    if (isTooLarge(rest)) {
      rest = new LogRecord(record.offset(), record.timestamp(), null, null, List.of());
    }
    return rest;
  }

  /** Of its headers, a result's first one says which it is. */
  static ExpectedResult deadLetter(ExpectedResult result) {
    List<LogHeader> headers = new ArrayList<>();
    headers.add(result.headers().get(0));
    headers.add(header("twinroute-reason", "too-large"));
    headers.add(header("twinroute-error-class", "NotWritable"));
    headers.add(of(result.size()));
    return new ExpectedResult(
        result.key(), null, result.timestamp(), headers, result.sourcePartition());
  }

  /** The header that says how large something was. */
  static LogHeader of(long size) {
    return header("twinroute-size", Long.toString(size));
  }

  private static LogHeader header(String name, String value) {
    return new LogHeader(name, value.getBytes(UTF_8));
  }
}
