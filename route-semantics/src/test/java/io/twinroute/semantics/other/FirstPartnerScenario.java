package io.twinroute.semantics.other;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.reference.ExpectedRejection;
import io.twinroute.reference.ExpectedResult;
import io.twinroute.reference.LogHeader;
import io.twinroute.reference.LogRecord;
import io.twinroute.reference.ReferenceOutput;
import io.twinroute.reference.ReferenceSide;
import io.twinroute.reference.SourceLog;
import io.twinroute.scenario.RandomScenario;
import io.twinroute.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A random scenario's topics, with texts for values, and what a {@link FirstPartnerRule} must make
 * of them: worked out over whole logs, by nothing that the engines run.
 *
 * @param scenario its route names the latenesses, and whether a field is the key; not the logic
 */
public record FirstPartnerScenario(Scenario scenario, FirstPartnerRule rule) {

  private static final int[] WITHIN = {0, 1, 7, 70, 10_000, 90_000};

  private record Asked(SourceLog log, LogRecord record, String key) {}

  /** The scenario of this seed: always the same one. */
  public static FirstPartnerScenario of(long seed) {
    Scenario base = RandomScenario.joinOf(seed);
    Random random = new Random(seed);
    Duration within = Duration.ofMillis(WITHIN[random.nextInt(WITHIN.length)]);
    return of(
        base,
        texts(base.left(), random),
        texts(base.right(), random),
        new FirstPartnerRule(within));
  }

  /**
   * Over other logs.
   *
   * @param base names the latenesses, and whether a field is the key
   */
  public static FirstPartnerScenario of(
      Scenario base, List<SourceLog> left, List<SourceLog> right, FirstPartnerRule rule) {
    return new FirstPartnerScenario(
        new Scenario(
            base.name(),
            base.about(),
            base.route().plain(), // sizes, times and conditions are no business of its rule
            left,
            right,
            expected(base, left, right, rule)),
        rule);
  }

  private static List<SourceLog> texts(List<SourceLog> logs, Random random) {
    return logs.stream()
        .map(
            log ->
                new SourceLog(
                    log.cluster(),
                    log.topic(),
                    log.partition(),
                    log.records().stream().map(r -> withText(r, random)).toList()))
        .toList();
  }

  private static LogRecord withText(LogRecord r, Random random) {
    byte[] value =
        switch (random.nextInt(12)) {
          case 0 -> null;
          case 1 -> "no hash".getBytes(UTF_8);
          case 2 -> "#without a field".getBytes(UTF_8);
          default -> ("#:k" + random.nextInt(4) + ":" + random.nextInt(2)).getBytes(UTF_8);
        };
    return new LogRecord(r.offset(), r.timestamp(), r.key(), value, r.headers());
  }

  private static ReferenceOutput expected(
      Scenario base, List<SourceLog> left, List<SourceLog> right, FirstPartnerRule rule) {
    List<ExpectedRejection> late = new ArrayList<>();
    List<ExpectedRejection> dead = new ArrayList<>();
    List<Asked> asking = accepted(base.reference().left(), left, late, dead);
    List<Asked> answering = accepted(base.reference().right(), right, late, dead);
    long within = rule.within().toMillis();
    List<ExpectedResult> results =
        asking.stream()
            .map(
                one ->
                    result(
                        one,
                        answering.stream()
                            .filter(other -> other.key().equals(one.key()))
                            .filter(other -> time(other) >= time(one))
                            .filter(other -> time(other) <= time(one) + within)
                            // The first of one time by topic, partition and offset.
                            .min(Comparator.comparingLong(FirstPartnerScenario::time))
                            .orElse(null)))
            .toList();
    return new ReferenceOutput(results, late, dead, List.of());
  }

  private static long time(Asked record) {
    return record.record().timestamp();
  }

  private static ExpectedResult result(Asked one, @Nullable Asked other) {
    List<LogHeader> headers = new ArrayList<>();
    String partner = other == null ? "-" : other.log().coordinates(other.record());
    headers.add(header("twinroute-id", one.log().coordinates(one.record()) + "+" + partner));
    headers.addAll(one.record().headers());
    String value = text(one.record().value()) + "|";
    if (other == null) {
      return new ExpectedResult(latin(one.key()), utf8(value), time(one), headers);
    }
    headers.addAll(other.record().headers());
    return new ExpectedResult(
        latin(one.key()), utf8(value + text(other.record().value())), time(other), headers);
  }

  private static List<Asked> accepted(
      ReferenceSide side,
      List<SourceLog> logs,
      List<ExpectedRejection> late,
      List<ExpectedRejection> dead) {
    List<Asked> accepted = new ArrayList<>();
    for (SourceLog log : logs) {
      long largest = Long.MIN_VALUE / 2;
      for (LogRecord r : log.records()) {
        String reason = reason(side, r);
        if (r.timestamp() >= 0 && r.timestamp() < largest - side.lateness()) {
          late.add(rejection(log, r, "late", "LateRecord"));
        } else if (reason != null) {
          dead.add(rejection(log, r, reason, "NotJoinable"));
        } else {
          accepted.add(new Asked(log, r, key(side, r)));
        }
        largest = Math.max(largest, r.timestamp());
      }
    }
    return accepted;
  }

  private static @Nullable String reason(ReferenceSide side, LogRecord r) {
    if (r.timestamp() < 0) {
      return "no-timestamp";
    }
    if (side.key() == null && r.key() == null) {
      return "no-key";
    }
    if (r.value() == null) {
      return "no-value";
    }
    if (!text(r.value()).startsWith("#")) {
      return "not-json";
    }
    return side.key() != null && !text(r.value()).contains(":") ? "no-key-field" : null;
  }

  /** A key of any bytes as a text that keeps them apart. */
  private static String key(ReferenceSide side, LogRecord r) {
    return side.key() == null ? new String(r.key(), ISO_8859_1) : text(r.value()).substring(2, 4);
  }

  private static ExpectedRejection rejection(
      SourceLog log, LogRecord r, String reason, String errorClass) {
    List<LogHeader> headers = new ArrayList<>(r.headers());
    headers.add(header("twinroute-coordinates", log.coordinates(r)));
    headers.add(header("twinroute-reason", reason));
    headers.add(header("twinroute-error-class", errorClass));
    return new ExpectedRejection(
        log.partition(), r.key(), r.value(), Math.max(0, r.timestamp()), headers);
  }

  private static LogHeader header(String name, String value) {
    return new LogHeader(name, utf8(value));
  }

  private static String text(byte[] value) {
    return new String(value, UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] latin(String key) {
    return key.getBytes(ISO_8859_1);
  }
}
