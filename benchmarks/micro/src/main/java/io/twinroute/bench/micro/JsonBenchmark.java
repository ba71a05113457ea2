package io.twinroute.bench.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.semantics.format.FieldScan;
import io.twinroute.semantics.format.JsonPointer;
import io.twinroute.semantics.format.json.JsonFormat;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The JSON format beside Jackson's streaming parser: is a value JSON, what is in a field of one
 * that is, and both. The first field is the value's first member, the last one the value's last but
 * one, inside an object.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls setUp() first
public class JsonBenchmark {

  /** A power of two. */
  private static final int VALUES = 1024;

  private static final JsonPointer FIRST = JsonPointer.parse("/orderId");
  private static final JsonPointer LAST = JsonPointer.parse("/customer/id");

  /** How many characters, and whether they are ASCII without escapes. */
  @Param({"200 plain", "1000 plain", "1000 unicode"})
  private String value;

  private final Field first = new Field(FIRST);
  private final Field last = new Field(LAST);
  private byte[][] values;
  private JacksonText jackson;
  private int next;

  @Setup
  public void setUp() throws IOException {
    int length = Integer.parseInt(value.replaceAll("\\D", ""));
    boolean plain = value.endsWith("plain");
    SplittableRandom random = new SplittableRandom(1);
    values = new byte[VALUES][];
    int longest = 0;
    for (int i = 0; i < VALUES; i++) {
      values[i] = order(random, length, plain);
      longest = Math.max(longest, values[i].length);
    }
    jackson = new JacksonText(longest);
    for (byte[] json : values) {
      requireSame(first.of(json), JacksonText.field(json, FIRST.tokens()));
      requireSame(last.of(json), JacksonText.field(json, LAST.tokens()));
      requireSame(last.of(json), jackson.fieldOfJson(json, LAST.tokens()));
      if (!JsonFormat.JSON.isValid(json) || !jackson.isJson(json)) {
        throw new IllegalStateException("not JSON for both");
      }
    }
  }

  private static void requireSame(byte @Nullable [] one, byte @Nullable [] other) {
    if (one == null || !Arrays.equals(one, other)) {
      throw new IllegalStateException("not the same key, or none");
    }
  }

  private static byte[] order(SplittableRandom random, int length, boolean plain) {
    StringBuilder text =
        new StringBuilder(
            "{\"orderId\":\"o-%d\",\"total\":%d.%d,\"paid\":%b,\"items\":["
                .formatted(
                    random.nextInt(10_000_000),
                    random.nextInt(1_000),
                    random.nextInt(100),
                    random.nextBoolean()));
    String end =
        "],\"customer\":{\"id\":\"c-%d\",\"country\":\"DE\"},\"note\":\"\"}"
            .formatted(random.nextInt(1_000_000));
    String item = item(random, plain);
    do {
      text.append(item).append(',');
      item = item(random, plain);
    } while (text.length() + item.length() + end.length() < length);
    text.setLength(text.length() - 1);
    text.append(end);
    String note = "x".repeat(Math.max(0, length - text.length()));
    return text.insert(text.length() - 2, note).toString().getBytes(UTF_8);
  }

  private static String item(SplittableRandom random, boolean plain) {
    String name =
        plain
            ? "coffee grinder, large".substring(random.nextInt(15))
            : "Kaffeemühle \\\"groß\\\" ☕".substring(random.nextInt(11));
    return "{\"sku\":\"A-%d\",\"name\":\"%s\",\"price\":%d.%d}"
        .formatted(random.nextInt(100_000), name, random.nextInt(1_000), random.nextInt(100));
  }

  /** Each time another one: a processor learns by heart where the strings of a value end. */
  private byte[] value() {
    return values[next++ & (VALUES - 1)];
  }

  @Benchmark
  public boolean isJson() {
    return JsonFormat.JSON.isValid(value());
  }

  /** A lower bound: it also takes what is not UTF-8. */
  @Benchmark
  public boolean isReadableByJackson() throws IOException {
    return JacksonText.isReadable(value());
  }

  @Benchmark
  public boolean isJsonByJackson() throws IOException {
    return jackson.isJson(value());
  }

  @Benchmark
  public byte @Nullable [] first() {
    return first.of(value());
  }

  @Benchmark
  public byte @Nullable [] firstByJackson() throws IOException {
    return JacksonText.field(value(), FIRST.tokens());
  }

  @Benchmark
  public byte @Nullable [] last() {
    return last.of(value());
  }

  @Benchmark
  public byte @Nullable [] lastByJackson() throws IOException {
    return JacksonText.field(value(), LAST.tokens());
  }

  /** As a route that is joined on a field accepts a value: two passes. */
  @Benchmark
  public byte @Nullable [] lastOfJson() {
    byte[] json = value();
    return last.of(json);
  }

  /** The same in one pass, behind the check of the encoding. */
  @Benchmark
  public byte @Nullable [] lastOfJsonByJackson() throws IOException {
    return jackson.fieldOfJson(value(), LAST.tokens());
  }

  /** A field's key, found while the value is checked; null if it is not valid or has none. */
  private static final class Field {

    private final FieldScan scan;
    private final int[] places = new int[2];

    Field(JsonPointer pointer) {
      this.scan = JsonFormat.JSON.scan(List.of(pointer));
    }

    byte @Nullable [] of(byte[] json) {
      return scan.scan(json, places) && places[0] != FieldScan.ABSENT
          ? JsonFormat.JSON.key(json, places[0])
          : null;
    }
  }
}
