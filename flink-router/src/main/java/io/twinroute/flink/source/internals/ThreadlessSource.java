package io.twinroute.flink.source.internals;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.operators.SourceOperatorFactory;

/**
 * A source whose enumerator has no thread of its own. Flink (2.2) gives each one a thread, since it
 * may ask a cluster and wait for it. One that waits for nothing can run where its events arrive, in
 * the thread of the job. This class can go once Flink lets enumerators share threads.
 *
 * @param <T> the type of the source's records
 */
public final class ThreadlessSource<T> extends SourceOperatorFactory<T> {
  private static final long serialVersionUID = 1L;

  private final Source<T, ?, ?> source;

  private ThreadlessSource(Source<T, ?, ?> source) {
    super(source, WatermarkStrategy.noWatermarks());
    this.source = source;
  }

  /**
   * Makes the enumerator of a source without watermarks run without a thread.
   *
   * @param source a source whose enumerator neither waits nor defers calls
   * @param uid the source's in {@code graph}
   */
  public static void in(StreamGraph graph, Source<?, ?, ?> source, String uid) {
    for (StreamNode node : graph.getStreamNodes()) {
      if (uid.equals(node.getTransformationUID())) {
        node.setOperatorFactory(new ThreadlessSource<>(source));
      }
    }
  }

  @Override
  public OperatorCoordinator.Provider getCoordinatorProvider(String name, OperatorID operator) {
    return new Provider<>(operator, source);
  }

  private record Provider<SplitT extends SourceSplit, StateT>(
      OperatorID operator, Source<?, SplitT, StateT> source)
      implements OperatorCoordinator.Provider {

    @Override
    public OperatorID getOperatorId() {
      return operator;
    }

    @Override
    public OperatorCoordinator create(OperatorCoordinator.Context context) {
      return new DirectCoordinator<>(context, source);
    }
  }
}
