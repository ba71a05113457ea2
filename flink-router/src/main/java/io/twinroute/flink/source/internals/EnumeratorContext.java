package io.twinroute.flink.source.internals;

import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;

/** The context of an enumerator without metrics, events of its own or deferred calls. */
interface EnumeratorContext<SplitT extends SourceSplit> extends SplitEnumeratorContext<SplitT> {

  @Override
  default SplitEnumeratorMetricGroup metricGroup() {
    throw new UnsupportedOperationException();
  }

  @Override
  default void sendEventToSourceReader(int reader, SourceEvent event) {
    throw new UnsupportedOperationException();
  }

  @Override
  default void signalNoMoreSplits(int reader) {
    throw new UnsupportedOperationException();
  }

  @Override
  default <T> void callAsync(Callable<T> work, BiConsumer<T, Throwable> then) {
    throw new UnsupportedOperationException();
  }

  @Override
  default <T> void callAsync(
      Callable<T> work, BiConsumer<T, Throwable> then, long delay, long period) {
    throw new UnsupportedOperationException();
  }

  @Override
  default void runInCoordinatorThread(Runnable work) {
    throw new UnsupportedOperationException();
  }
}
