package io.twinroute.bench.micro;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.twinroute.semantics.accept.AcceptRule;
import io.twinroute.semantics.accept.PartitionProgress;
import io.twinroute.semantics.format.JsonPointer;
import io.twinroute.semantics.format.json.JsonFormat;
import io.twinroute.semantics.record.Judgement;
import io.twinroute.semantics.record.SizeLimit;
import io.twinroute.semantics.record.SourceRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A verdict, which checks the whole value, beside a tree of it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls setUp() first
public class JudgementBenchmark {

  private static final String FIELD = "orderId";

  @Param({"200", "1000"})
  private int bytes;

  private final ObjectMapper mapper = new ObjectMapper();
  private final AcceptRule onKey =
      AcceptRule.byRecordKey(Duration.ofSeconds(10), JsonFormat.JSON, false, SizeLimit.DEFAULT);
  private final AcceptRule onField =
      AcceptRule.byField(
          Duration.ofSeconds(10),
          JsonFormat.JSON,
          JsonPointer.parse("/" + FIELD),
          SizeLimit.DEFAULT);
  private SourceRecord order;

  @Setup
  public void setUp() {
    order = new Samples(bytes).order(1);
  }

  @Benchmark
  public Judgement byRecordKey() {
    return onKey.judge(PartitionProgress.NONE, order);
  }

  @Benchmark
  public Judgement byField() {
    return onField.judge(PartitionProgress.NONE, order);
  }

  @Benchmark
  public String jacksonTree() throws IOException {
    return mapper.readTree(Objects.requireNonNull(order.value())).path(FIELD).asText();
  }
}
