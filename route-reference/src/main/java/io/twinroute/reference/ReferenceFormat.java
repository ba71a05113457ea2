package io.twinroute.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What results look like. */
final class ReferenceFormat {

  private final String leftAs;
  private final String rightAs;

  ReferenceFormat(String leftAs, String rightAs) {
    this.leftAs = leftAs;
    this.rightAs = rightAs;
  }

  ExpectedResult pair(Accepted l, Accepted r) {
    List<LogHeader> headers = new ArrayList<>();
    headers.add(id(l.coordinates() + "+" + r.coordinates()));
    headers.addAll(l.headers());
    headers.addAll(r.headers());
    long timestamp = Math.max(l.timestamp(), r.timestamp());
    return new ExpectedResult(l.key(), value(l.value(), r.value()), timestamp, headers);
  }

  ExpectedResult leftAlone(Accepted l) {
    List<LogHeader> headers = new ArrayList<>();
    headers.add(id(l.coordinates() + "+-"));
    headers.addAll(l.headers());
    return new ExpectedResult(l.key(), value(l.value(), null), l.timestamp(), headers);
  }

  ExpectedResult rightAlone(Accepted r) {
    List<LogHeader> headers = new ArrayList<>();
    headers.add(id("-+" + r.coordinates()));
    headers.addAll(r.headers());
    return new ExpectedResult(r.key(), value(null, r.value()), r.timestamp(), headers);
  }

  private byte[] value(byte @Nullable [] left, byte @Nullable [] right) {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    value.writeBytes(utf8("{" + ReferenceJson.quote(leftAs) + ":"));
    value.writeBytes(left == null ? utf8("null") : left);
    value.writeBytes(utf8("," + ReferenceJson.quote(rightAs) + ":"));
    value.writeBytes(right == null ? utf8("null") : right);
    value.writeBytes(utf8("}"));
    return value.toByteArray();
  }

  private static LogHeader id(String id) {
    return new LogHeader("twinroute-id", utf8(id));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
