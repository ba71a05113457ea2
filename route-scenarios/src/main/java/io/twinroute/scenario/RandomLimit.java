package io.twinroute.scenario;

import io.twinroute.reference.LogRecord;
import io.twinroute.reference.SourceLog;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Gives some scenarios a limit on the size of records: exactly what one of the records or results
 * has, or a byte less.
 */
final class RandomLimit {

  private static final int PADDING = 100;

  private final Random random;

  RandomLimit(Random random) {
    this.random = random;
  }

  /** The scenario, with a limit or without; its expected output is the reference's. */
  Scenario on(Scenario scenario) {
    return switch (random.nextInt(6)) {
      case 0 -> limited(scenario, records(scenario).map(LogRecord::size).toList());
      case 1 -> withLargeRecords(scenario);
      case 2 ->
          limited(scenario, scenario.expected().results().stream().map(r -> r.size()).toList());
      default -> scenario;
    };
  }

  /** Some records are so large that most of the others still have results. */
  private Scenario withLargeRecords(Scenario scenario) {
    Scenario padded = scenario.with(padded(scenario.left()), padded(scenario.right()));
    return limited(
        padded, records(padded).map(LogRecord::size).filter(size -> size > PADDING).toList());
  }

  private Scenario limited(Scenario scenario, List<Long> sizes) {
    if (sizes.isEmpty()) {
      return scenario;
    }
    long limit = sizes.get(random.nextInt(sizes.size())) - random.nextInt(2);
    return Scenario.byReference(
        scenario.name(),
        scenario.about(),
        scenario.route().withLimit((int) Math.max(1, limit)),
        scenario.left(),
        scenario.right());
  }

  private static Stream<LogRecord> records(Scenario scenario) {
    return Stream.concat(scenario.left().stream(), scenario.right().stream())
        .flatMap(log -> log.records().stream());
  }

  private List<SourceLog> padded(List<SourceLog> logs) {
    return logs.stream()
        .map(
            log ->
                new SourceLog(
                    log.cluster(),
                    log.topic(),
                    log.partition(),
                    log.records().stream().map(this::padded).toList()))
        .toList();
  }

  /** White space behind a JSON text changes nothing but its size. */
  private LogRecord padded(LogRecord record) {
    byte[] value = record.value();
    if (value == null || random.nextInt(6) > 0) {
      return record;
    }
    byte[] more = Arrays.copyOf(value, value.length + PADDING + random.nextInt(3));
    Arrays.fill(more, value.length, more.length, (byte) ' ');
    return new LogRecord(record.offset(), record.timestamp(), record.key(), more, record.headers());
  }
}
