package io.twinroute.scenario.accept;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.reference.LogHeader;
import io.twinroute.scenario.Rendered;
import io.twinroute.scenario.accept.AcceptStep.Read;
import io.twinroute.scenario.accept.AcceptStep.Restart;
import io.twinroute.scenario.accept.AcceptStep.Silent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of an accept station in the plainest way: it remembers all that it has learned and
 * works out every answer from that.
 */
final class AcceptModel {

  private final List<Read> judged = new ArrayList<>();
  private final List<Long> endsPassed = new ArrayList<>();
  private final List<Long> silences = new ArrayList<>();
  private int factsTold;
  private @Nullable Silent evidence;
  private long end = AcceptScenario.NO_END;

  List<String> play(AcceptStep step) {
    if (step instanceof Read read) {
      return read(read);
    }
    if (step instanceof Restart restart) {
      end = restart.end();
      evidence = null;
      factsTold = 0;
      return tick();
    }
    if (step instanceof Silent silent) {
      evidence = silent;
      return List.of();
    }
    return tick();
  }

  private List<String> read(Read read) {
    List<String> out = new ArrayList<>();
    if (read.offset() <= end) {
      if (read.offset() <= lastOffset()) {
        return out; // a replay
      }
      out.add(verdict(read));
      judged.add(read);
    } else if (lastOffset() < end) {
      endsPassed.add(end);
    } else {
      return out;
    }
    if (lastOffset() >= end) {
      out.add(frontier());
    }
    return out;
  }

  private String verdict(Read read) {
    if (read.size() > AcceptScenario.MAX_RECORD_BYTES) {
      return rejected(read, "too-large");
    }
    if (read.timestamp() < 0) {
      return rejected(read, "no-timestamp");
    }
    if (read.timestamp() < largestTimestamp() - AcceptScenario.LATENESS) {
      return rejected(read, "late");
    }
    if (silences.stream().anyMatch(upTo -> read.timestamp() <= upTo)) {
      return rejected(read, "after-silence");
    }
    if (read.key() == null) {
      return rejected(read, "no-key");
    }
    if (read.value() == null) {
      return rejected(read, "no-value");
    }
    if (!"{}".equals(read.value())) {
      return rejected(read, "not-json");
    }
    return AcceptLines.accepted(0, 0, read.offset(), read.timestamp());
  }

  private static String rejected(Read read, String reason) {
    boolean late = reason.equals("late") || reason.equals("after-silence");
    boolean tooLarge = reason.equals("too-large");
    byte[] key = bytes(read.key());
    byte[] value = tooLarge ? null : bytes(read.value());
    long timestamp = Math.max(0, read.timestamp());
    List<LogHeader> headers = new ArrayList<>();
    headers.add(new LogHeader("twinroute-coordinates", bytes("east/orders/0@" + read.offset())));
    headers.add(new LogHeader("twinroute-reason", bytes(reason)));
    headers.add(new LogHeader("twinroute-error-class", bytes(late ? "LateRecord" : "NotJoinable")));
    if (tooLarge) {
      headers.add(new LogHeader("twinroute-size", bytes(String.valueOf(read.size()))));
    }
    return late
        ? Rendered.late(0, key, value, timestamp, headers)
        : Rendered.deadLetter(0, key, value, timestamp, headers);
  }

  private static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(UTF_8);
  }

  private List<String> tick() {
    if (evidence != null
        && evidence.lastOffset() <= lastOffset()
        && lastOffset() < evidence.end()
        && evidence.upTo() > silentUpTo()) {
      silences.add(evidence.upTo());
    }
    return facts() > factsTold ? List.of(frontier()) : List.of();
  }

  private String frontier() {
    factsTold = facts();
    long byTime =
        largestTimestamp() < 0 ? Long.MIN_VALUE : largestTimestamp() - AcceptScenario.LATENESS - 1;
    return AcceptLines.frontier(0, 0, lastOffset(), Math.max(byTime, silentUpTo()));
  }

  private int facts() {
    return judged.size() + endsPassed.size() + silences.size();
  }

  private long lastOffset() {
    return LongStream.concat(
            judged.stream().mapToLong(Read::offset), endsPassed.stream().mapToLong(at -> at))
        .max()
        .orElse(-1);
  }

  private long largestTimestamp() {
    return judged.stream().mapToLong(Read::timestamp).max().orElse(-1);
  }

  private long silentUpTo() {
    return silences.stream().mapToLong(upTo -> upTo).max().orElse(Long.MIN_VALUE);
  }
}
