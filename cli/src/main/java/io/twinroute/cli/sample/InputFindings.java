package io.twinroute.cli.sample;

import io.twinroute.config.plan.JoinKey;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.runtime.engine.Findings;
import io.twinroute.semantics.accept.EventTime;
import io.twinroute.semantics.record.Destination;
import io.twinroute.semantics.record.Rejection;
import java.util.EnumSet;
import java.util.Set;

/**
 * Reports how a route would judge a sample of one of an input's topics. Rejected records are a
 * warning and never a failure, even if all are rejected: the route runs, and later records may be
 * valid.
 */
final class InputFindings {

  /** Some records out of order are usual; above this share they are not. */
  private static final double LATE_AT_MOST = 0.05;

  private final RouteInput input;
  private final boolean joins;
  private final InputSample sample;
  private final Findings findings;
  private final String subject;

  InputFindings(RoutePlan route, InputSample sample, Findings findings) {
    this.input = sample.input();
    this.joins = route.keepsState();
    this.sample = sample;
    this.findings = findings;
    this.subject = subject(route, sample.source());
  }

  static String subject(RoutePlan route, SourceTopic source) {
    return "route %s, source %s".formatted(route.name(), source.address());
  }

  void tell() {
    if (sample.size() == 0) {
      findings.ok(subject, "holds no records that could be examined");
      return;
    }
    rejected();
    filtered();
    values();
    keys();
    tombstones();
    times();
    others();
  }

  /** The shares by reason; the findings that follow explain them. */
  private void rejected() {
    int rejected = sample.rejected().total();
    if (rejected == 0) {
      findings.ok(subject, "the route would take " + of(sample.size()));
      return;
    }
    String text =
        "the route would reject %s: %s"
            .formatted(of(rejected), sample.rejected().text(Rejection::reason));
    if (deadLetters() == 0 && late() <= LATE_AT_MOST * sample.size()) {
      findings.ok(subject, text);
    } else {
      findings.warn(subject, text + ". What is wrong with them follows.");
    }
  }

  /** A condition that refuses everything is as likely wrong as meant. */
  private void filtered() {
    if (sample.filtered() == sample.size()) {
      warn(
          sample.filtered(),
          "values that where refuses (%s)".formatted(Rejection.FILTERED.reason()),
          "Correct the where of %s, if it should not".formatted(input.name()));
    } else if (sample.filtered() > 0) {
      findings.ok(subject, "where refuses " + of(sample.filtered()));
    }
  }

  private int deadLetters() {
    return sample.rejected().total() - late();
  }

  private int late() {
    return sample.rejected().seen().stream()
        .filter(reason -> reason.destination() == Destination.LATE)
        .mapToInt(sample.rejected()::of)
        .sum();
  }

  private void values() {
    Tally<Form> invalid = sample.invalid();
    if (invalid.total() > 0) {
      warn(
          invalid.total(),
          "a value that is %s: they look like %s"
              .formatted(input.format().invalid().reason(), invalid.text(Form::words)),
          remedy(invalid.most().kind()));
    }
  }

  private static String remedy(Form.Kind kind) {
    if (kind.isOfARegistry()) {
      return "Let the producers write JSON without a registry's serializer, or convert the topic"
          + " into another one";
    }
    return switch (kind) {
      case ENCODED -> "Let the producers write UTF-8 without a byte order mark";
      case COMPRESSED ->
          "Let the producers write JSON and compress by their compression.type, which readers do"
              + " not see";
      default ->
          "Let the producers write one JSON text in UTF-8 a record, or convert the topic into"
              + " another one";
    };
  }

  private void keys() {
    JoinKey key = input.key();
    if (!joins || (key != null && key.part() == JoinKey.Part.VALUE)) {
      return;
    }
    int keyless =
        key == null
            ? sample.size() - sample.keys().forms().total()
            : sample.rejected().of(Rejection.NO_KEY);
    if (keyless > 0) {
      warn(
          keyless,
          "no key, and %s is joined on it (%s)".formatted(input.name(), Rejection.NO_KEY.reason()),
          "Let the producers set keys, or join on a field of the values (key: /path)");
    }
    if (keyless < sample.size() && key == null) {
      findings.ok(subject, "keys look like " + sample.keys().forms().text(Form::words));
    }
  }

  private void tombstones() {
    int refused = sample.rejected().of(Rejection.NO_VALUE);
    if (refused > 0) {
      warn(
          refused,
          "no value (%s)".formatted(Rejection.NO_VALUE.reason()),
          "Only rows that a lookup finds by the record key end with a tombstone; keep"
              + " others out of the topic, or ignore these dead letters");
    } else if (joins && sample.tombstones() > 0) {
      findings.ok(subject, "%s are tombstones, which end rows".formatted(of(sample.tombstones())));
    }
  }

  private void times() {
    EventTime time = input.time();
    if (time != null && time.maxAhead() == null) {
      return; // timestamps of records decide nothing
    }
    for (TimeForm form : EnumSet.complementOf(EnumSet.of(TimeForm.MILLISECONDS))) {
      int odd = sample.times().of(form);
      if (odd > 0) {
        findings.warn(
            subject,
            "the timestamps of %s %s. Let the producers write milliseconds since 1970."
                .formatted(of(odd), form.words()));
      }
    }
  }

  /** The records that are rejected for a reason without a finding of its own. */
  private void others() {
    Set<Rejection> told =
        EnumSet.of(Rejection.NO_KEY, Rejection.NO_VALUE, input.format().invalid());
    for (Rejection reason : sample.rejected().seen()) {
      if (!told.contains(reason)) {
        other(reason, sample.rejected().of(reason));
      }
    }
  }

  private void other(Rejection reason, int count) {
    switch (reason) {
      case NO_KEY_FIELD ->
          warn(
              count,
              "no field %s, or one that is no key (%s)".formatted(field(), reason.reason()),
              "Correct the key of %s, or let the producers write the field"
                  .formatted(input.name()));
      case NO_TIMESTAMP -> {
        if (input.time() != null) {
          warn(
              count,
              "no time in the field %s of the value (%s)"
                  .formatted(input.time().field(), reason.reason()),
              "Correct the time of %s, or let the producers write the field"
                  .formatted(input.name()));
          return;
        }
        warn(
            count,
            "no timestamp, or one before 1970 (%s)".formatted(reason.reason()),
            "Let the producers write milliseconds since 1970");
      }
      case AHEAD_OF_TIME ->
          warn(
              count,
              "a time further ahead of the timestamp than max-ahead allows (%s)"
                  .formatted(reason.reason()),
              "Correct time-unit, or let max-ahead allow more");
      case WHERE_FAILED ->
          warn(
              count,
              "values for which where fails (%s)".formatted(reason.reason()),
              "Ask has(...) for members that may be absent, and compare values of one type");
      case LATE -> {
        if (count > LATE_AT_MOST * sample.size()) {
          findings.warn(
              subject,
              "%s are further behind their partition's newest than lateness: %s allows (%s). Let it allow more, or the producers write in order."
                  .formatted(of(count), input.lateness(), reason.reason()));
        }
      }
      default ->
          findings.warn(
              subject,
              "%s would be rejected as %s. The dead-letter topic will name each of them."
                  .formatted(of(count), reason.reason()));
    }
  }

  private String field() {
    JoinKey key = input.key();
    if (key == null) {
      throw new IllegalStateException("joined on no field");
    }
    return key.pointer()
        + switch (key.part()) {
          case KEY -> " in a key that is JSON";
          case VALUE -> " in the value";
        };
  }

  private void warn(int count, String what, String remedy) {
    findings.warn(subject, "%s have %s. %s.".formatted(of(count), what, remedy));
  }

  private String of(int count) {
    return count == sample.size()
        ? "all of its newest %d record(s)".formatted(count)
        : "%d of its newest %d record(s)".formatted(count, sample.size());
  }
}
