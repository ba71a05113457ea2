package io.twinroute.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.reference.ExpectedRejection;
import io.twinroute.reference.ExpectedResult;
import io.twinroute.reference.LogHeader;
import io.twinroute.reference.ReferenceOutput;
import io.twinroute.reference.SourceLog;
import java.util.List;

/** Moves a scenario to topics with other names, the coordinates in expected headers included. */
final class TopicRenaming {
  private static final List<String> COORDINATES = List.of("twinroute-id", "twinroute-coordinates");

  private final Scenario scenario;
  private final String leftTopic;
  private final String rightTopic;

  TopicRenaming(Scenario scenario, String leftTopic, String rightTopic) {
    this.scenario = scenario;
    this.leftTopic = leftTopic;
    this.rightTopic = rightTopic;
  }

  Scenario renamed() {
    ReferenceOutput expected = scenario.expected();
    return new Scenario(
        scenario.name(),
        scenario.about(),
        scenario.route(),
        logs(scenario.left(), leftTopic),
        logs(scenario.right(), rightTopic),
        new ReferenceOutput(
            expected.results().stream().map(this::result).toList(),
            expected.late().stream().map(this::rejection).toList(),
            expected.deadLetters().stream().map(this::rejection).toList(),
            expected.tooLarge().stream().map(this::result).toList()));
  }

  private static List<SourceLog> logs(List<SourceLog> logs, String topic) {
    return logs.stream()
        .map(
            log ->
                new SourceLog(
                    log.cluster(), name(log, logs, topic), log.partition(), log.records()))
        .toList();
  }

  private static String name(SourceLog log, List<SourceLog> side, String topic) {
    return log.topic().equals(side.get(0).topic()) ? topic : topic + "-" + log.topic();
  }

  private ExpectedResult result(ExpectedResult r) {
    return new ExpectedResult(
        r.key(), r.value(), r.timestamp(), headers(r.headers()), r.sourcePartition());
  }

  private ExpectedRejection rejection(ExpectedRejection r) {
    return new ExpectedRejection(
        r.partition(), r.key(), r.value(), r.timestamp(), headers(r.headers()));
  }

  private List<LogHeader> headers(List<LogHeader> headers) {
    return headers.stream().map(this::header).toList();
  }

  private LogHeader header(LogHeader header) {
    byte[] value = header.value();
    if (value == null || !COORDINATES.contains(header.key())) {
      return header;
    }
    String text = new String(value, UTF_8);
    text = replace(text, scenario.left(), leftTopic);
    text = replace(text, scenario.right(), rightTopic);
    return new LogHeader(header.key(), text.getBytes(UTF_8));
  }

  private static String replace(String coordinates, List<SourceLog> side, String topic) {
    String renamed = coordinates;
    for (SourceLog log : side) {
      renamed =
          renamed.replace(
              log.cluster() + "/" + log.topic() + "/",
              log.cluster() + "/" + name(log, side, topic) + "/");
    }
    return renamed;
  }
}
