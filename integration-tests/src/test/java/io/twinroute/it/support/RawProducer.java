package io.twinroute.it.support;

import io.twinroute.config.plan.Cluster;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.utils.ByteUtils;
import org.awaitility.Awaitility;

/**
 * Sends records as clients do that take any timestamp, such as those for JavaScript and librdkafka:
 * Kafka's own producer refuses a negative one. For clusters of one broker without security.
 *
 * <p>It writes version 7 of the produce request, the last one before the compact encodings, and
 * record batches of one record each, as Kafka's protocol guide has them.
 */
public final class RawProducer {

  private static final short PRODUCE = 0;
  private static final short VERSION = 7;
  private static final short ACKS_OF_ALL = -1;
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final byte MAGIC = 2;
  private static final int ABSENT = -1;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private RawProducer() {}

  /** Sends one record, and returns when the broker has it; null means no key or value. */
  public static void send(
      Cluster cluster,
      String topic,
      int partition,
      long timestamp,
      byte[] key,
      byte[] value,
      List<Header> headers) {
    String[] address = cluster.bootstrapServers().split(",")[0].split(":");
    try {
      byte[] request = request(topic, partition, batch(timestamp, key, value, headers));
      Awaitility.await() // a new topic may not have a leader yet, and a broker may be away
          .atMost(PATIENCE)
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .ignoreExceptionsMatching(
              e -> e instanceof RetriableException || e instanceof IOException)
          .untilAsserted(() -> exchange(address[0], Integer.parseInt(address[1]), request));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void exchange(String host, int port, byte[] request) throws IOException {
    try (Socket socket = new Socket(host, port)) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(request.length);
      out.write(request);
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      in.readInt(); // the answer's length
      in.readInt(); // correlation id
      in.readInt(); // one topic
      in.readNBytes(in.readShort());
      in.readInt(); // one partition
      in.readInt();
      Errors.forCode(in.readShort()).maybeThrow();
    }
  }

  private static byte[] request(String topic, int partition, byte[] batch) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(PRODUCE);
    out.writeShort(VERSION);
    out.writeInt(0); // correlation id
    text("raw-producer", out);
    out.writeShort(ABSENT); // transactional id
    out.writeShort(ACKS_OF_ALL);
    out.writeInt(TIMEOUT_MILLIS);
    out.writeInt(1); // topics
    text(topic, out);
    out.writeInt(1); // partitions
    out.writeInt(partition);
    out.writeInt(batch.length);
    out.write(batch);
    return bytes.toByteArray();
  }

  private static void text(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  private static byte[] batch(long timestamp, byte[] key, byte[] value, List<Header> headers)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(0); // attributes: no compression, the time of creation
    out.writeInt(0); // last offset delta
    out.writeLong(timestamp); // base
    out.writeLong(timestamp); // largest
    out.writeLong(ABSENT); // producer id
    out.writeShort(ABSENT); // producer epoch
    out.writeInt(ABSENT); // base sequence
    out.writeInt(1); // records
    byte[] body = record(key, value, headers);
    ByteUtils.writeVarint(body.length, out);
    out.write(body);
    byte[] checked = bytes.toByteArray();
    CRC32C checksum = new CRC32C();
    checksum.update(checked);
    int length = Integer.BYTES + Byte.BYTES + Integer.BYTES + checked.length;
    return ByteBuffer.allocate(Long.BYTES + Integer.BYTES + length)
        .putLong(0) // base offset
        .putInt(length)
        .putInt(ABSENT) // partition leader epoch
        .put(MAGIC)
        .putInt((int) checksum.getValue())
        .put(checked)
        .array();
  }

  private static byte[] record(byte[] key, byte[] value, List<Header> headers) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(0); // attributes
    ByteUtils.writeVarlong(0, out); // timestamp delta
    ByteUtils.writeVarint(0, out); // offset delta
    bytes(key, out);
    bytes(value, out);
    ByteUtils.writeVarint(headers.size(), out);
    for (Header header : headers) {
      bytes(header.key().getBytes(StandardCharsets.UTF_8), out);
      bytes(header.value(), out);
    }
    return bytes.toByteArray();
  }

  private static void bytes(byte[] value, DataOutputStream out) throws IOException {
    if (value == null) {
      ByteUtils.writeVarint(ABSENT, out);
    } else {
      ByteUtils.writeVarint(value.length, out);
      out.write(value);
    }
  }
}
