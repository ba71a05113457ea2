package io.twinroute.it;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.it.support.Command;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.SecondTier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of records that a route cannot take, or whose keys never meet. */
@SecondTier
class DoctorSampleIT {

  private static final long NOW = System.currentTimeMillis();
  private static final byte[] JSON = utf8("{\"id\":\"sesame\"}");

  private final String route = ThreeClusters.unique("sample");
  private final List<SourceTopic> topics = new ArrayList<>();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    topics.forEach(SourceTopic::close);
  }

  @Test
  void shouldSayWhatTheRecordsLookLikeAndShowNone() throws IOException {
    SourceTopic payments = topic(false, "payments", 2);
    for (int i = 0; i < 20; i++) {
      payments.send(null, NOW, utf8("k" + i), JSON);
    }
    payments.flush();
    RouteYaml yaml = new RouteYaml();
    yaml.route(route + "-mixed", mixedValues().name(), payments.name(), 1);
    yaml.route(route + "-numbers", numericKeys().name(), payments.name(), 1);
    yaml.route(route + "-micros", microseconds().name(), payments.name(), 1);
    yaml.route(route + "-aborted", abortedBehindTheLast().name(), payments.name(), 1);
    yaml.route(route + "-wide", manyPartitions().name(), payments.name(), 1);

    Command.Result doctor = Command.run("doctor", "--config", yaml.write(folder).toString());

    assertThat(doctor.exit()).as(doctor.toString()).isZero();
    assertThat(doctor.toString()).doesNotContain("sesame");
    assertThat(of(doctor, "mixed"))
        .anyMatch(l -> l.contains("would reject 5 of its newest 6 record(s): not-json (4), no-"))
        .anyMatch(
            l ->
                l.startsWith("warn")
                    && l.contains("XML (1)")
                    && l.contains("bytes compressed with gzip (1)")
                    && l.contains("UTF-16 text (1)")
                    && l.contains("UTF-8 text behind a byte order mark (1)"))
        .anyMatch(
            l -> l.startsWith("warn") && l.contains("1 of its newest 6 record(s) have no key"));
    assertThat(of(doctor, "numbers"))
        .anyMatch(
            l ->
                l.startsWith("warn")
                    && l.contains("look like 8 bytes, as of a whole number (20), those of west/")
                    && l.contains("like UTF-8 text (20): most of them are never the same bytes"));
    assertThat(of(doctor, "micros"))
        .anyMatch(l -> l.startsWith("warn") && l.contains("ahead, as microseconds would"));
    assertThat(of(doctor, "aborted"))
        .anyMatch(l -> l.startsWith("ok") && l.contains("take all of its newest 1 record(s)"));
    assertThat(of(doctor, "wide"))
        .anyMatch(l -> l.startsWith("ok") && l.contains("take all of its newest 200 record(s)"));
  }

  private List<String> of(Command.Result doctor, String stem) {
    return doctor.out().lines().filter(l -> l.contains("route " + route + "-" + stem)).toList();
  }

  private SourceTopic mixedValues() throws IOException {
    SourceTopic topic = topic(true, "mixed", 1);
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(JSON);
    }
    topic.send(0, NOW, utf8("k"), utf8("<id>sesame</id>"));
    topic.send(0, NOW, utf8("k"), compressed.toByteArray());
    topic.send(0, NOW, utf8("k"), "{\"id\":\"sesame\"}".getBytes(UTF_16));
    topic.send(0, NOW, utf8("k"), utf8("\ufeff{\"id\":\"sesame\"}"));
    topic.send(0, NOW, null, JSON);
    topic.send(0, NOW, utf8("k"), JSON);
    topic.flush();
    return topic;
  }

  private SourceTopic numericKeys() {
    SourceTopic topic = topic(true, "numbers", 2);
    for (long i = 0; i < 20; i++) {
      topic.send(null, NOW, ByteBuffer.allocate(Long.BYTES).putLong(i).array(), JSON);
    }
    topic.flush();
    return topic;
  }

  private SourceTopic microseconds() {
    SourceTopic topic = topic(true, "micros", 1);
    SourceTopic.change(
        ThreeClusters.east(),
        topic.name(),
        "message.timestamp.after.max.ms",
        String.valueOf(Long.MAX_VALUE));
    topic.send(0, NOW * 1_000, utf8("k"), JSON);
    topic.flush();
    return topic;
  }

  private SourceTopic abortedBehindTheLast() {
    SourceTopic topic = topic(true, "aborted", 1);
    topic.send(0, NOW, utf8("k"), JSON);
    topic.inTransaction(
        false,
        Collections.nCopies(
            500, new ProducerRecord<>(topic.name(), 0, NOW, utf8("k"), utf8("no JSON"))));
    return topic;
  }

  private SourceTopic manyPartitions() {
    SourceTopic topic = topic(true, "wide", 50);
    for (int i = 0; i < 1_000; i++) {
      topic.send(i % 50, NOW, utf8("k" + i), JSON);
    }
    topic.flush();
    return topic;
  }

  private SourceTopic topic(boolean left, String stem, int partitions) {
    SourceTopic topic =
        SourceTopic.create(
            left ? ThreeClusters.east() : ThreeClusters.west(), route + "." + stem, partitions);
    topics.add(topic);
    return topic;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
