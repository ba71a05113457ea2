package io.twinroute.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.reference.ExpectedRejection;
import io.twinroute.reference.LogHeader;
import io.twinroute.reference.ReferenceOutput;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Records as lines of text, so that what a route wrote and what it must write compare as sorted
 * lists. Two records have the same line iff they are the same. Bytes are text where they are
 * printable UTF-8, else hexadecimal.
 */
public final class Rendered {

  private Rendered() {}

  /** Everything a route must write, sorted. */
  public static List<String> lines(ReferenceOutput output) {
    return Stream.of(
            output.results().stream()
                .map(
                    r ->
                        result(
                            r.sourcePartition(), r.key(), r.value(), r.timestamp(), r.headers())),
            output.late().stream().map(r -> line("late", r)),
            output.deadLetters().stream().map(r -> line("dead letter", r)),
            output.tooLarge().stream()
                .map(r -> tooLarge(r.sourcePartition(), r.key(), r.timestamp(), r.headers())))
        .flatMap(lines -> lines)
        .sorted()
        .toList();
  }

  /** A result; where it is written follows from its key. */
  public static String result(
      byte @Nullable [] key, byte @Nullable [] value, long timestamp, List<LogHeader> headers) {
    return line("result", key, value, timestamp, headers);
  }

  /** A result that is from one record; without a key, its source partition places it. */
  public static String result(
      int sourcePartition,
      byte @Nullable [] key,
      byte @Nullable [] value,
      long timestamp,
      List<LogHeader> headers) {
    return line(placed("result", sourcePartition, key), key, value, timestamp, headers);
  }

  private static String placed(String kind, int sourcePartition, byte @Nullable [] key) {
    return key == null ? kind + " of partition " + sourcePartition : kind;
  }

  /** The same in place of a result. */
  public static String tooLarge(
      int sourcePartition, byte @Nullable [] key, long timestamp, List<LogHeader> headers) {
    return line(
        placed("dead letter of a result", sourcePartition, key), key, null, timestamp, headers);
  }

  /** A dead letter in place of a result; where it is written follows from its key. */
  public static String tooLarge(byte @Nullable [] key, long timestamp, List<LogHeader> headers) {
    return line("dead letter of a result", key, null, timestamp, headers);
  }

  /** A record on the late topic, from this partition of its source. */
  public static String late(
      int sourcePartition,
      byte @Nullable [] key,
      byte @Nullable [] value,
      long timestamp,
      List<LogHeader> headers) {
    return line("late", new ExpectedRejection(sourcePartition, key, value, timestamp, headers));
  }

  /** A record on the dead-letter topic, from this partition of its source. */
  public static String deadLetter(
      int sourcePartition,
      byte @Nullable [] key,
      byte @Nullable [] value,
      long timestamp,
      List<LogHeader> headers) {
    return line(
        "dead letter", new ExpectedRejection(sourcePartition, key, value, timestamp, headers));
  }

  private static String line(String kind, ExpectedRejection r) {
    return line(
        kind + " of partition " + r.partition(), r.key(), r.value(), r.timestamp(), r.headers());
  }

  private static String line(
      String kind,
      byte @Nullable [] key,
      byte @Nullable [] value,
      long timestamp,
      List<LogHeader> headers) {
    List<String> parts = new ArrayList<>(List.of(kind, text(key), text(value), "@" + timestamp));
    headers.forEach(h -> parts.add(name(h.key()) + "=" + text(h.value())));
    return String.join(" | ", parts);
  }

  private static String name(String name) {
    return name.contains("=") ? hex(name.getBytes(UTF_8)) : text(name.getBytes(UTF_8));
  }

  private static String text(byte @Nullable [] bytes) {
    if (bytes == null) {
      return "<null>";
    }
    if (bytes.length == 0) {
      return "<empty>";
    }
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      // What separates the parts, or looks like one of ours, must not occur within them.
      boolean plain = !text.startsWith("<") && text.codePoints().allMatch(Rendered::isPlain);
      return plain ? text : hex(bytes);
    } catch (CharacterCodingException e) {
      return hex(bytes);
    }
  }

  private static boolean isPlain(int character) {
    return character != '|' && Characters.isPrintable(character);
  }

  private static String hex(byte[] bytes) {
    return "<" + HexFormat.of().formatHex(bytes) + ">";
  }
}
