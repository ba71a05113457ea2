package io.twinroute.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.reference.json.ReferenceField;
import io.twinroute.reference.json.ReferenceJson;
import io.twinroute.reference.json.ReferenceKey;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What results look like. */
final class ReferenceFormat {

  private final String leftAs;
  private final String rightAs;
  private final ReferenceResult rule;

  private final @Nullable ReferenceCondition condition;
  private final @Nullable ReferenceCondition tombstones;

  /** What the condition refuses. */
  final Set<ExpectedResult> refused = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Dead letters in place of results that cannot be written. */
  final Set<ExpectedResult> unwritten = Collections.newSetFromMap(new IdentityHashMap<>());

  ReferenceFormat(ReferenceRoute route) {
    this.leftAs = route.left().as();
    this.rightAs = route.right().as();
    this.rule = route.result();
    this.condition = condition(route, route.where());
    this.tombstones = condition(route, rule.tombstoneOn());
  }

  private static @Nullable ReferenceCondition condition(
      ReferenceRoute route, @Nullable String text) {
    if (text == null) {
      return null;
    }
    String left = route.left().as();
    return route.passesThrough()
        ? ReferenceCondition.ofResults(text, left)
        : ReferenceCondition.ofResults(text, left, route.right().as());
  }

  ExpectedResult pair(Accepted l, Accepted r) {
    List<LogHeader> headers = new ArrayList<>();
    headers.add(id(l.coordinates() + "+" + r.coordinates()));
    addHeaders(headers, "left", l);
    addHeaders(headers, "right", r);
    long timestamp = Math.max(l.timestamp(), r.timestamp());
    return result(l.key(), l.value(), r.value(), timestamp, headers);
  }

  ExpectedResult leftAlone(Accepted l) {
    List<LogHeader> headers = new ArrayList<>();
    headers.add(id(l.coordinates() + "+-"));
    addHeaders(headers, "left", l);
    return result(l.key(), l.value(), null, l.timestamp(), headers);
  }

  ExpectedResult rightAlone(Accepted r) {
    List<LogHeader> headers = new ArrayList<>();
    headers.add(id("-+" + r.coordinates()));
    addHeaders(headers, "right", r);
    return result(r.key(), null, r.value(), r.timestamp(), headers);
  }

  /** A record that passes through; a tombstone stays one. */
  ExpectedResult passed(SourceLog log, LogRecord record, long time) {
    byte[] value = record.value();
    List<LogHeader> headers = new ArrayList<>();
    headers.add(id(log.coordinates(record)));
    if (!rule.headers().equals("none")) {
      headers.addAll(record.headers());
    }
    Boolean holds = condition == null ? Boolean.TRUE : condition.of(leftAs, value);
    if (holds == null) {
      return unwritten(record.key(), time, headers, "where-failed", log.partition());
    }
    byte[] key = rule.key() == null ? record.key() : key(rule.key(), value, null);
    if (key == null && (rule.key() != null || rule.compacted()) && holds) {
      return unwritten(record.key(), time, headers, "no-output-key", log.partition());
    }
    Boolean ends =
        tombstones == null || value == null || !holds
            ? Boolean.FALSE
            : tombstones.of(leftAs, value);
    if (ends == null) {
      return unwritten(key, time, headers, "where-failed", log.partition());
    }
    byte[] written =
        value == null || rule.select() == null ? value : utf8(selected(rule.select(), value, null));
    ExpectedResult result =
        new ExpectedResult(key, ends ? null : written, time, headers, log.partition());
    if (!holds) {
      refused.add(result);
    }
    return result;
  }

  private void addHeaders(List<LogHeader> headers, String side, Accepted record) {
    if (rule.headers().equals("both") || rule.headers().equals(side)) {
      headers.addAll(record.headers());
    }
  }

  private ExpectedResult result(
      byte[] joinKey,
      byte @Nullable [] left,
      byte @Nullable [] right,
      long timestamp,
      List<LogHeader> headers) {
    Boolean holds = condition == null ? Boolean.TRUE : condition.of(leftAs, left, rightAs, right);
    if (holds == null) {
      return unwritten(joinKey, timestamp, headers, "where-failed", ExpectedResult.JOINED);
    }
    byte[] key = rule.key() == null ? joinKey : key(rule.key(), left, right);
    if (key == null && holds) {
      return unwritten(joinKey, timestamp, headers, "no-output-key", ExpectedResult.JOINED);
    }
    Boolean ends =
        tombstones == null || !holds ? Boolean.FALSE : tombstones.of(leftAs, left, rightAs, right);
    if (ends == null) {
      return unwritten(key, timestamp, headers, "where-failed", ExpectedResult.JOINED);
    }
    byte[] value =
        rule.select() == null ? value(left, right) : utf8(selected(rule.select(), left, right));
    ExpectedResult result =
        new ExpectedResult(key == null ? joinKey : key, ends ? null : value, timestamp, headers);
    if (!holds) {
      refused.add(result);
    }
    return result;
  }

  private ExpectedResult unwritten(
      byte @Nullable [] key,
      long timestamp,
      List<LogHeader> headers,
      String reason,
      int sourcePartition) {
    ExpectedResult letter =
        new ExpectedResult(
            key,
            null,
            timestamp,
            List.of(
                headers.get(0),
                header("twinroute-reason", reason),
                header("twinroute-error-class", "NotWritable")),
            sourcePartition);
    unwritten.add(letter);
    return letter;
  }

  private byte @Nullable [] key(String pointer, byte @Nullable [] left, byte @Nullable [] right) {
    List<String> steps = ReferenceKey.steps(pointer);
    byte[] side = steps.get(0).equals(leftAs) ? left : right;
    int next = pointer.indexOf('/', 1);
    return side == null ? null : ReferenceKey.at(next < 0 ? "" : pointer.substring(next), side);
  }

  private String selected(Map<?, ?> members, byte @Nullable [] left, byte @Nullable [] right) {
    return members.entrySet().stream()
        .map(
            member ->
                ReferenceJson.quote(member.getKey().toString())
                    + ":"
                    + selected(member.getValue(), left, right))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private String selected(Object value, byte @Nullable [] left, byte @Nullable [] right) {
    if (value instanceof Map<?, ?> members) {
      return selected(members, left, right);
    }
    if (!value.toString().startsWith("/")) {
      return value.toString();
    }
    List<String> steps = ReferenceKey.steps(value.toString());
    byte[] side = steps.get(0).equals(leftAs) ? left : right;
    String found = side == null ? null : ReferenceField.at(steps.subList(1, steps.size()), side);
    return found == null ? "null" : found;
  }

  private byte[] value(byte @Nullable [] left, byte @Nullable [] right) {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    value.writeBytes(utf8("{" + ReferenceJson.quote(leftAs) + ":"));
    value.writeBytes(left == null ? utf8("null") : left);
    value.writeBytes(utf8("," + ReferenceJson.quote(rightAs) + ":"));
    value.writeBytes(right == null ? utf8("null") : right);
    value.writeBytes(utf8("}"));
    return value.toByteArray();
  }

  static LogHeader id(String id) {
    return header("twinroute-id", id);
  }

  private static LogHeader header(String name, String value) {
    return new LogHeader(name, utf8(value));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
