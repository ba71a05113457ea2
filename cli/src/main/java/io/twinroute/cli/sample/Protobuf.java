package io.twinroute.cli.sample;

/** Whether bytes may be a Protobuf message, which describes only the length of each field. */
final class Protobuf {

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int DELIMITED = 2;
  private static final int FIXED_32 = 5;
  private static final int MALFORMED = -1;

  private final byte[] bytes;
  private int at;

  private Protobuf(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Whether they are fields from the first byte to the last. */
  static boolean isPlausible(byte[] bytes) {
    Protobuf message = new Protobuf(bytes);
    while (message.at < bytes.length) {
      if (!message.skipField()) {
        return false;
      }
    }
    return bytes.length > 1;
  }

  private boolean skipField() {
    long tag = varint();
    if (tag >> 3 <= 0) {
      return false;
    }
    return switch ((int) tag & 7) {
      case VARINT -> varint() != MALFORMED;
      case FIXED_64 -> skip(Long.BYTES);
      case DELIMITED -> skip(varint());
      case FIXED_32 -> skip(Integer.BYTES);
      default -> false;
    };
  }

  private boolean skip(long length) {
    if (length < 0 || length > bytes.length - at) {
      return false;
    }
    at += (int) length;
    return true;
  }

  /** Without the sign bit, which a tenth byte would hold. */
  private long varint() {
    long value = 0;
    for (int shift = 0; shift <= 63 && at < bytes.length; shift += 7) {
      byte next = bytes[at++];
      value |= shift < 63 ? (next & 0x7fL) << shift : 0;
      if (next >= 0) {
        return value;
      }
    }
    return MALFORMED;
  }
}
