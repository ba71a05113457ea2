package io.twinroute.cli.sample;

import java.nio.ByteBuffer;

/**
 * What a schema registry's serializer writes before a value: a zero byte and the schema's id.
 * Confluent's ids have four bytes; Apicurio's may have eight. Ids begin at 1.
 */
final class RegistryPrefix {

  /** The length of the prefix with an id of four bytes. */
  static final int SHORT = 1 + Integer.BYTES;

  /** The length of the prefix with an id of eight bytes. */
  static final int LONG = 1 + Long.BYTES;

  private RegistryPrefix() {}

  static boolean isShort(byte[] bytes) {
    return bytes.length >= SHORT && bytes[0] == 0 && id(bytes) > 0;
  }

  /** No registry has given an id yet that needs more than four bytes. */
  static boolean isLong(byte[] bytes) {
    return bytes.length >= LONG
        && bytes[0] == 0
        && id(bytes) == 0
        && ByteBuffer.wrap(bytes).getInt(SHORT) > 0;
  }

  private static int id(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getInt(1);
  }
}
