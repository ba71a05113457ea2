package io.twinroute.bench.micro;

import io.twinroute.flink.types.Routed;
import io.twinroute.flink.types.RoutedSerializer;
import io.twinroute.semantics.logic.Sides;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A record's way from one Flink task to the next: written and read again. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls setUp() first
public class FlinkSerializerBenchmark {

  private static final int ROOM = 4_096;

  @Param({"200", "1000"})
  private int bytes;

  private final RoutedSerializer serializer = new RoutedSerializer();
  private final KryoSerializer<Value> kryo =
      new KryoSerializer<>(Value.class, new SerializerConfigImpl());
  private final DataOutputSerializer out = new DataOutputSerializer(ROOM);
  private final DataInputDeserializer in = new DataInputDeserializer();
  private Routed routed;
  private Value value;

  /** As much as a record holds, as a class that Flink knows nothing of. */
  static final class Value {
    private byte[] key = {};
    private byte[] value = {};
    private int partition;
    private long offset;
    private long timestamp;
  }

  @Setup
  public void setUp() {
    var joinable = new Samples(bytes).joinable(Sides.LEFT, 1);
    routed = Routed.record(joinable);
    value = new Value();
    value.key = joinable.key();
    value.value = joinable.value() == null ? new byte[0] : joinable.value();
    value.partition = joinable.partition();
    value.offset = joinable.offset();
    value.timestamp = joinable.timestamp();
  }

  @Benchmark
  public Routed own() throws IOException {
    out.clear();
    serializer.serialize(routed, out);
    in.setBuffer(out.getSharedBuffer(), 0, out.length());
    return serializer.deserialize(in);
  }

  @Benchmark
  public Object kryo() throws IOException {
    out.clear();
    kryo.serialize(value, out);
    in.setBuffer(out.getSharedBuffer(), 0, out.length());
    return kryo.deserialize(in);
  }
}
