package io.twinroute.parity;

import io.twinroute.parity.TopicRecord.RecordHeader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Describes a difference: its kind, key, inputs, and both sides in full. */
public final class DifferenceText {
  private static final int LONGEST = 200;

  private final String leftName;
  private final String rightName;

  /** Calls the sides by these names. */
  public DifferenceText(String leftName, String rightName) {
    this.leftName = leftName;
    this.rightName = rightName;
  }

  /**
   * Several lines. Keys, values and headers are text where they are printable UTF-8, else
   * hexadecimal, cut after 200 characters.
   */
  public List<String> lines(Difference difference) {
    TopicRecord left = difference.left();
    TopicRecord right = difference.right();
    TopicRecord either = left != null ? left : right;
    List<String> lines = new ArrayList<>();
    lines.add("first difference: " + summary(difference));
    if (either != null) {
      lines.add("  key     " + text(either.key()));
      lines.add("  inputs  " + (either.id() == null ? "(not recorded)" : text(either.id())));
    }
    addSide(lines, leftName, left);
    addSide(lines, rightName, right);
    return lines;
  }

  private String summary(Difference difference) {
    return switch (difference.kind()) {
      case CHANGED -> "changed (" + changedFields(difference) + ")";
      case MOVED -> "moved to another partition (" + changedFields(difference) + ")";
      case ONLY_LEFT -> "missing in " + rightName;
      case ONLY_RIGHT -> "missing in " + leftName;
      case DOUBLED_LEFT -> "more often in " + leftName + " than in " + rightName;
      case DOUBLED_RIGHT -> "more often in " + rightName + " than in " + leftName;
    };
  }

  private static String changedFields(Difference difference) {
    TopicRecord left = difference.left();
    TopicRecord right = difference.right();
    if (left == null || right == null) {
      return "";
    }
    List<String> fields = new ArrayList<>();
    if (left.partition() != right.partition()) {
      fields.add("partition");
    }
    if (left.timestamp() != right.timestamp()) {
      fields.add("timestamp");
    }
    if (!Arrays.equals(left.key(), right.key())) {
      fields.add("key");
    }
    if (!Arrays.equals(left.value(), right.value())) {
      fields.add("value");
    }
    if (!sameHeaders(left.headers(), right.headers())) {
      fields.add("headers");
    }
    return String.join(", ", fields);
  }

  private static boolean sameHeaders(List<RecordHeader> left, List<RecordHeader> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!left.get(i).key().equals(right.get(i).key())
          || !Arrays.equals(left.get(i).value(), right.get(i).value())) {
        return false;
      }
    }
    return true;
  }

  private static void addSide(List<String> lines, String name, @Nullable TopicRecord record) {
    if (record == null) {
      lines.add("  " + name + ": no such record");
      return;
    }
    String place =
        record.offset() == TopicRecord.NO_OFFSET
            ? "partition " + record.partition()
            : "partition " + record.partition() + " offset " + record.offset();
    lines.add("  " + name + ": " + place + ", timestamp " + timestamp(record.timestamp()));
    lines.add("    key     " + text(record.key()));
    lines.add("    value   " + text(record.value()));
    lines.add("    headers " + cut(headers(record)));
  }

  private static String headers(TopicRecord record) {
    return record.headers().stream()
        .map(header -> header.key() + "=" + text(header.value()))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String timestamp(long timestamp) {
    return timestamp + " (" + Instant.ofEpochMilli(timestamp) + ")";
  }

  private static String text(byte @Nullable [] bytes) {
    if (bytes == null) {
      return "null";
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.chars().noneMatch(Character::isISOControl)) {
        return cut(text);
      }
    } catch (CharacterCodingException e) {
      // Not text: hexadecimal, below.
    }
    return cut("0x" + HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, LONGEST)));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
