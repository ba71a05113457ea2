package io.twinroute.bench.micro;

import io.twinroute.kstreams.topology.LogicInputSerde;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.AcceptOutput;
import io.twinroute.semantics.record.AcceptedRecord;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A record's way through the repartition topic: written and read again. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls setUp() first
public class RepartitionSerdeBenchmark {

  private static final String TOPIC = "repartition";

  @Param({"200", "1000"})
  private int bytes;

  private final LogicInputSerde serde = new LogicInputSerde();
  private AcceptedRecord order;

  @Setup
  public void setUp() {
    order = new Samples(bytes).joinable(Sides.LEFT, 1);
  }

  @Benchmark
  public AcceptOutput own() {
    return serde.deserializer().deserialize(TOPIC, serde.serializer().serialize(TOPIC, order));
  }
}
