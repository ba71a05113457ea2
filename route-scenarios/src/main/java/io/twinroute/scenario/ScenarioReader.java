package io.twinroute.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.twinroute.reference.ExpectedRejection;
import io.twinroute.reference.ExpectedResult;
import io.twinroute.reference.LogHeader;
import io.twinroute.reference.LogRecord;
import io.twinroute.reference.ReferenceOutput;
import io.twinroute.reference.SourceLog;
import io.twinroute.scenario.ScenarioFile.LogEntry;
import io.twinroute.scenario.ScenarioFile.Rejection;
import io.twinroute.scenario.ScenarioFile.Result;
import io.twinroute.scenario.ScenarioFile.TooLarge;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From a file's text to a scenario. */
final class ScenarioReader {
  private static final String LEFT = "east/orders/";
  private static final String RIGHT = "west/payments/";

  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // A key of 1.0 without quotes would silently be another text than is written.
          .withCoercionConfig(
              LogicalType.Textual,
              texts -> {
                texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                texts.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                texts.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
              })
          .build();

  private ScenarioReader() {}

  /**
   * A scenario of this name.
   *
   * @throws IllegalArgumentException if the text is not a scenario
   */
  static Scenario read(String name, String text) {
    try {
      ScenarioFile file = YAML.readValue(text, ScenarioFile.class);
      ScenarioRoute route = new ScenarioRoute(file.route());
      return new Scenario(
          name,
          file.about(),
          route,
          logs(LEFT, "left", file.left(), file.leftTopics()),
          route.passesThrough()
              ? none(file)
              : logs(RIGHT, "right", file.right(), file.rightTopics()),
          new ReferenceOutput(
              some(file.expect().results()).stream().map(ScenarioReader::result).toList(),
              rejections(file.expect().late(), "LateRecord"),
              rejections(file.expect().deadLetters(), "NotJoinable"),
              some(file.expect().tooLarge()).stream().map(ScenarioReader::unwritten).toList()));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IllegalArgumentException("scenario '" + name + "': " + e.getMessage(), e);
    }
  }

  private static List<SourceLog> none(ScenarioFile file) {
    if (file.right() != null || file.rightTopics() != null) {
      throw new IllegalArgumentException("a route with an input has no right topics");
    }
    return List.of();
  }

  private static List<SourceLog> logs(
      String usual,
      String side,
      @Nullable Map<Integer, List<LogEntry>> partitions,
      @Nullable Map<String, Map<Integer, List<LogEntry>>> topics) {
    if ((partitions == null) == (topics == null)) {
      throw new IllegalArgumentException("either " + side + " or " + side + "-topics");
    }
    List<SourceLog> logs = new ArrayList<>();
    if (partitions != null) {
      logs.addAll(logs(usual.substring(0, usual.length() - 1), partitions));
    } else if (topics != null) {
      topics.forEach((address, ofTopic) -> logs.addAll(logs(address, ofTopic)));
    }
    return logs;
  }

  private static List<SourceLog> logs(String address, Map<Integer, List<LogEntry>> partitions) {
    String[] parts = address.split("/", 2);
    if (parts.length != 2) {
      throw new IllegalArgumentException("'" + address + "' is no cluster/topic");
    }
    String cluster = parts[0];
    String topic = parts[1];
    List<SourceLog> logs = new ArrayList<>();
    for (int p = 0; p < partitions.size(); p++) {
      List<LogEntry> entries = partitions.get(p);
      if (entries == null) {
        throw new IllegalArgumentException(topic + ": partitions count from 0 without a gap");
      }
      logs.add(new SourceLog(cluster, topic, p, records(entries)));
    }
    return logs;
  }

  private static List<LogRecord> records(List<LogEntry> entries) {
    List<LogRecord> records = new ArrayList<>();
    long next = 0;
    for (LogEntry entry : entries) {
      long offset = entry.offset() == null ? next : entry.offset();
      if (offset < next) {
        throw new IllegalArgumentException("offsets grow; " + offset + " does not");
      }
      records.add(
          new LogRecord(
              offset,
              entry.ts(),
              bytes(entry.key(), entry.keyHex()),
              bytes(entry.value(), entry.valueHex()),
              headers(entry.headers())));
      next = offset + 1;
    }
    return records;
  }

  private static ExpectedResult result(Result r) {
    byte[] key = bytes(r.key(), r.keyHex());
    byte[] value = bytes(r.value(), r.valueHex());
    if (r.input() != null) {
      List<LogHeader> all = new ArrayList<>();
      all.add(header("twinroute-id", at(LEFT, r.input())));
      all.addAll(headers(r.headers()));
      return new ExpectedResult(key, value, r.ts(), all, partition(r.input()));
    }
    if (key == null) {
      throw new IllegalArgumentException("every result of a join has a key");
    }
    List<LogHeader> headers = new ArrayList<>();
    if (r.left() != null || r.right() != null) {
      headers.add(id(r.left(), r.right()));
    }
    headers.addAll(headers(r.headers()));
    return new ExpectedResult(key, value, r.ts(), headers);
  }

  private static ExpectedResult unwritten(TooLarge r) {
    byte[] key = bytes(r.key(), r.keyHex());
    String input = r.input();
    List<LogHeader> headers = new ArrayList<>();
    headers.add(input == null ? id(r.left(), r.right()) : header("twinroute-id", at(LEFT, input)));
    headers.add(header("twinroute-reason", r.reason() == null ? "too-large" : r.reason()));
    headers.add(header("twinroute-error-class", "NotWritable"));
    if (r.size() != null) {
      headers.add(header("twinroute-size", r.size().toString()));
    }
    if (input != null) {
      return new ExpectedResult(key, null, r.ts(), headers, partition(input));
    }
    if (key == null) {
      throw new IllegalArgumentException("every result has a key");
    }
    return new ExpectedResult(key, null, r.ts(), headers);
  }

  private static int partition(String place) {
    return Integer.parseInt(place.substring(place.lastIndexOf('/') + 1, place.indexOf('@')));
  }

  private static LogHeader id(@Nullable String left, @Nullable String right) {
    return header(
        "twinroute-id",
        (left == null ? "-" : at(LEFT, left)) + "+" + (right == null ? "-" : at(RIGHT, right)));
  }

  private static String at(String usual, String place) {
    return place.contains("/") ? place : usual + place;
  }

  private static List<ExpectedRejection> rejections(
      @Nullable List<Rejection> rejections, String errorClass) {
    return some(rejections).stream().map(r -> rejection(r, errorClass)).toList();
  }

  private static ExpectedRejection rejection(Rejection r, String errorClass) {
    List<LogHeader> headers = new ArrayList<>(headers(r.headers()));
    Integer partition = r.partition();
    if (partition == null) {
      String place = place(r);
      partition = partition(place);
      headers.add(header("twinroute-coordinates", at(r.left() == null ? RIGHT : LEFT, place)));
      headers.add(header("twinroute-reason", String.valueOf(r.reason())));
      headers.add(header("twinroute-error-class", errorClass));
      if (r.size() != null) {
        headers.add(header("twinroute-size", r.size().toString()));
      }
    }
    return new ExpectedRejection(
        partition, bytes(r.key(), r.keyHex()), bytes(r.value(), r.valueHex()), r.ts(), headers);
  }

  private static String place(Rejection r) {
    String place = r.left() == null ? r.right() : r.left();
    if (place == null || (r.left() != null && r.right() != null)) {
      throw new IllegalArgumentException("a rejected record is either from the left or the right");
    }
    return place;
  }

  private static List<LogHeader> headers(@Nullable List<Map<String, String>> headers) {
    return some(headers).stream().map(ScenarioReader::header).toList();
  }

  private static LogHeader header(Map<String, String> header) {
    String name = header.get("name");
    String hex = header.get("hex");
    if (header.size() == 2 && name != null && hex != null) {
      return new LogHeader(name, HexFormat.of().parseHex(hex));
    }
    if (header.size() != 1) {
      throw new IllegalArgumentException("a header is { name: text } or { name: ..., hex: ... }");
    }
    String only = header.keySet().iterator().next();
    return new LogHeader(only, bytes(header.get(only), null));
  }

  private static LogHeader header(String name, String value) {
    return new LogHeader(name, value.getBytes(UTF_8));
  }

  private static byte @Nullable [] bytes(@Nullable String text, @Nullable String hex) {
    if (hex != null) {
      return HexFormat.of().parseHex(hex);
    }
    return text == null ? null : text.getBytes(UTF_8);
  }

  private static <T> List<T> some(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
