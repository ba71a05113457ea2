package io.twinroute.parity;

import io.twinroute.parity.TopicRecord.RecordHeader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * Digests of records: the first 128 bits of a SHA-256, so that among 2^32 records a collision has a
 * probability of 2^-65. Every field goes in with its length in front, so that no two different
 * records feed the same bytes. Not thread-safe.
 */
public final class RecordDigests {
  private static final int ABSENT = -1;

  private final MessageDigest sha256 = sha256();
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

  /** Of everything that makes two records equal: all but the offset. */
  public Digest ofContent(TopicRecord record) {
    putInt(record.partition());
    putLong(record.timestamp());
    putBytes(record.key());
    putBytes(record.value());
    putInt(record.headers().size());
    for (RecordHeader header : record.headers()) {
      putBytes(header.key().getBytes(StandardCharsets.UTF_8));
      putBytes(header.value());
    }
    return finish();
  }

  /** Of what decides which records belong together: the inputs' coordinates, or else the key. */
  Digest ofIdentity(TopicRecord record) {
    byte[] id = record.id();
    putInt(id == null ? 0 : 1);
    putBytes(id == null ? record.key() : id);
    return finish();
  }

  private Digest finish() {
    ByteBuffer bytes = ByteBuffer.wrap(sha256.digest());
    return new Digest(bytes.getLong(), bytes.getLong());
  }

  private void putBytes(byte @Nullable [] bytes) {
    if (bytes == null) {
      putInt(ABSENT);
    } else {
      putInt(bytes.length);
      sha256.update(bytes);
    }
  }

  private void putInt(int value) {
    sha256.update(number.clear().putInt(value).flip());
  }

  private void putLong(long value) {
    sha256.update(number.clear().putLong(value).flip());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
