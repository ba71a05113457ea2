package io.twinroute.bench.micro;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.LogicOutput;
import java.io.IOException;
import java.util.Objects;
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

/** A result out of two values: their bytes put together, beside two trees that become a third. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls setUp() first
public class ResultBenchmark {

  @Param({"200", "1000"})
  private int bytes;

  private final ObjectMapper mapper = new ObjectMapper();
  private AcceptedRecord order;
  private AcceptedRecord payment;

  @Setup
  public void setUp() {
    Samples samples = new Samples(bytes);
    order = samples.joinable(Sides.LEFT, 1);
    payment = samples.joinable(Sides.RIGHT, 1);
  }

  @Benchmark
  public @Nullable LogicOutput splicedBytes() {
    return Samples.FORMAT.pair(order, payment);
  }

  @Benchmark
  public byte[] jacksonTrees() throws IOException {
    ObjectNode both = mapper.createObjectNode();
    both.set("order", mapper.readTree(Objects.requireNonNull(order.value())));
    both.set("payment", mapper.readTree(Objects.requireNonNull(payment.value())));
    return mapper.writeValueAsBytes(both);
  }
}
