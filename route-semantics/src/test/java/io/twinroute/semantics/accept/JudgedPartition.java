package io.twinroute.semantics.accept;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.Judgement;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.record.SourceRecord;
import java.util.List;

/** A left or right partition that is judged record by record, each at the next offset. */
final class JudgedPartition {

  static final byte[] KEY = "k".getBytes(UTF_8);
  static final byte[] JSON = "{}".getBytes(UTF_8);

  private final AcceptRule rule;
  private final int input;
  private PartitionProgress progress = PartitionProgress.NONE;

  JudgedPartition(AcceptRule rule, int input) {
    this.rule = rule;
    this.input = input;
  }

  PartitionProgress progress() {
    return progress;
  }

  long frontier() {
    return rule.frontier(progress);
  }

  void silent(long upTo) {
    progress = progress.silent(upTo);
  }

  /** A record that is fine but perhaps for its time. */
  Judgement judge(long timestamp) {
    return judge(timestamp, KEY, JSON);
  }

  Judgement judge(long timestamp, byte[] key, byte[] value) {
    return judge(progress.lastOffset() + 1, timestamp, key, value);
  }

  Judgement judge(long offset, long timestamp, byte[] key, byte[] value) {
    Headers headers = Headers.of(List.of(new Headers.Header("h", null)));
    SourceRecord record = new SourceRecord(input, 3, offset, timestamp, key, value, headers);
    Judgement judgement = rule.judge(progress, record);
    if (judgement != Rejection.REPLAYED) {
      progress = rule.after(progress, record);
    }
    return judgement;
  }
}
