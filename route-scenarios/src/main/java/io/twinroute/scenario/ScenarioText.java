package io.twinroute.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.twinroute.reference.ExpectedRejection;
import io.twinroute.reference.ExpectedResult;
import io.twinroute.reference.LogHeader;
import io.twinroute.reference.LogRecord;
import io.twinroute.reference.SourceLog;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A scenario as the text of a scenario file, to be kept in the corpus. */
public final class ScenarioText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*|\\d+(ms|s|m|h|d)");
  private static final Pattern RESERVED =
      Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n|none");
  private static final Pattern ID =
      Pattern.compile("(?:-|(?:east/orders/)?([^+]+))\\+(?:-|(?:west/payments/)?([^+]+))");
  private static final Pattern PASSED = Pattern.compile("(?:east/orders/)?([^+]+)");
  private static final String USUAL_LEFT = "east/orders";
  private static final String USUAL_RIGHT = "west/payments";
  private static final String SIZE = "twinroute-size";
  private static final int ADDED_TO_REJECTED = 3;

  private final StringBuilder text = new StringBuilder();

  private ScenarioText() {}

  /** Reading this text gives an equal scenario. Topics must have the corpus' names. */
  public static String of(Scenario scenario) {
    ScenarioText text = new ScenarioText();
    text.write(scenario);
    return text.text.toString();
  }

  private void write(Scenario scenario) {
    line("about: " + quoted(scenario.about()));
    line("route:");
    scenario.route().body().forEach((key, value) -> line("  " + key + ": " + setting(value)));
    boolean passes = scenario.route().passesThrough();
    logs(passes ? ScenarioRoute.INPUT : "left", USUAL_LEFT, scenario.left());
    if (!passes) {
      logs("right", USUAL_RIGHT, scenario.right());
    }
    line("expect:");
    items("  results", scenario.expected().results().stream().map(ScenarioText::result).toList());
    items("  late", rejections(scenario, scenario.expected().late()));
    items("  dead-letters", rejections(scenario, scenario.expected().deadLetters()));
    items(
        "  too-large",
        scenario.expected().tooLarge().stream().map(ScenarioText::tooLarge).toList());
  }

  private void logs(String side, String usual, List<SourceLog> logs) {
    List<ScenarioTopic> topics = ScenarioTopic.of(logs);
    if (topics.size() == 1 && topics.get(0).address().equals(usual)) {
      line(side + ":");
      logs.forEach(log -> items("  " + log.partition(), records(log.records())));
      return;
    }
    line(side + "-topics:");
    for (SourceLog log : logs) {
      if (log.partition() == 0) {
        line("  " + log.cluster() + "/" + log.topic() + ":");
      }
      items("    " + log.partition(), records(log.records()));
    }
  }

  private static List<String> records(List<LogRecord> records) {
    List<String> entries = new ArrayList<>();
    long next = 0;
    for (LogRecord record : records) {
      String offset = record.offset() == next ? "" : "offset: " + record.offset() + ", ";
      entries.add(
          offset
              + content(record.timestamp(), record.key(), record.value())
              + headers(record.headers()));
      next = record.offset() + 1;
    }
    return entries;
  }

  private static String result(ExpectedResult r) {
    return inputs(r)
        + content(r.timestamp(), r.key(), r.value())
        + headers(r.headers().subList(1, r.headers().size()));
  }

  private static String tooLarge(ExpectedResult r) {
    LogHeader last = r.headers().get(r.headers().size() - 1);
    return inputs(r)
        + content(r.timestamp(), r.key(), r.value())
        + (last.key().equals(SIZE)
            ? ", size: " + value(last)
            : ", reason: " + value(r.headers().get(1)));
  }

  private static String inputs(ExpectedResult r) {
    Matcher passed = PASSED.matcher(value(r.headers().get(0)));
    if (passed.matches()) {
      return "input: " + passed.group(1) + ", ";
    }
    Matcher id = ID.matcher(value(r.headers().get(0)));
    if (!id.matches()) {
      throw new IllegalArgumentException("no id: " + id);
    }
    return (id.group(1) == null ? "" : "left: " + id.group(1) + ", ")
        + (id.group(2) == null ? "" : "right: " + id.group(2) + ", ");
  }

  private static List<String> rejections(Scenario scenario, List<ExpectedRejection> rejections) {
    return rejections.stream().map(rejection -> rejection(scenario, rejection)).toList();
  }

  private static String rejection(Scenario scenario, ExpectedRejection r) {
    LogHeader last = r.headers().get(r.headers().size() - 1);
    boolean sized = last.key().equals(SIZE);
    int own = r.headers().size() - ADDED_TO_REJECTED - (sized ? 1 : 0);
    return place(scenario, value(r.headers().get(own)))
        + ", reason: "
        + value(r.headers().get(own + 1))
        + (sized ? ", size: " + value(last) : "")
        + ", "
        + content(r.timestamp(), r.key(), r.value())
        + headers(r.headers().subList(0, own));
  }

  private static String place(Scenario scenario, String coordinates) {
    String topic = coordinates.substring(0, coordinates.lastIndexOf('/'));
    boolean left = scenario.leftTopics().stream().anyMatch(each -> each.address().equals(topic));
    String usual = left ? USUAL_LEFT : USUAL_RIGHT;
    return (left ? "left: " : "right: ")
        + (topic.equals(usual) ? coordinates.substring(usual.length() + 1) : coordinates);
  }

  private static String content(long timestamp, byte @Nullable [] key, byte @Nullable [] value) {
    return "ts: " + timestamp + field("key", key) + field("value", value);
  }

  private static String field(String name, byte @Nullable [] bytes) {
    if (bytes == null) {
      return "";
    }
    String text = decoded(bytes);
    return text == null
        ? ", " + name + "-hex: \"" + HexFormat.of().formatHex(bytes) + '"'
        : ", " + name + ": " + scalar(text);
  }

  private static String headers(List<LogHeader> headers) {
    return headers.isEmpty()
        ? ""
        : headers.stream()
            .map(ScenarioText::header)
            .collect(Collectors.joining(", ", ", headers: [", "]"));
  }

  private static String header(LogHeader header) {
    byte[] value = header.value();
    String text = value == null ? null : decoded(value);
    if (value != null && text == null) {
      String hex = HexFormat.of().formatHex(value);
      return "{ name: " + scalar(header.key()) + ", hex: \"" + hex + "\" }";
    }
    return "{ " + scalar(header.key()) + ": " + (text == null ? "null" : scalar(text)) + " }";
  }

  private static String setting(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(e -> scalar(e.getKey().toString()) + ": " + setting(e.getValue()))
          .collect(Collectors.joining(", ", "{ ", " }"));
    }
    return value instanceof String string ? scalar(string) : value.toString();
  }

  private static String scalar(String text) {
    if (PLAIN.matcher(text).matches() && !RESERVED.matcher(text).matches()) {
      return text;
    }
    return quoted(text);
  }

  private static String quoted(String text) {
    if (text.codePoints().allMatch(Characters::isPrintable)) {
      return "'" + text.replace("'", "''") + "'";
    }
    // JSON's escapes are also YAML's.
    StringBuilder escaped = new StringBuilder();
    for (char c : new String(JsonStringEncoder.getInstance().quoteAsString(text)).toCharArray()) {
      escaped.append(c < 0x7f ? c : String.format("\\u%04x", (int) c));
    }
    return "\"" + escaped + "\"";
  }

  private static @Nullable String decoded(byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static String value(LogHeader header) {
    byte[] value = header.value();
    return value == null ? "" : new String(value, UTF_8);
  }

  private void items(String name, List<String> items) {
    line(name + (items.isEmpty() ? ": []" : ":"));
    items.forEach(item -> line("    - { " + item + " }"));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
