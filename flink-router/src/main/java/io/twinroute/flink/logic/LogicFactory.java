package io.twinroute.flink.logic;

import io.twinroute.flink.types.Routed;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.record.RouteOutput;
import io.twinroute.semantics.state.RecentMemory;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.jspecify.annotations.Nullable;

/** Creates the logic station; is sent to the task managers. */
public class LogicFactory extends AbstractStreamOperatorFactory<RouteOutput>
    implements OneInputStreamOperatorFactory<Routed, RouteOutput> {
  private static final long serialVersionUID = 1L;

  private final PinnedRoute route;
  private final @Nullable Long memory;

  public LogicFactory(PinnedRoute route) {
    this(route, null);
  }

  /**
   * @param memory how many bytes a task's recent records may take; null: its share of the limit for
   *     all logic tasks of its process
   */
  public LogicFactory(PinnedRoute route, @Nullable Long memory) {
    this.route = route;
    this.memory = memory;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Flink declares it
  public <T extends StreamOperator<RouteOutput>> T createStreamOperator(
      StreamOperatorParameters<RouteOutput> parameters) {
    return (T)
        new LogicOperator(
            parameters,
            route,
            memory == null ? RecentMemory.ofProcess() : new RecentMemory(memory));
  }

  @Override
  @SuppressWarnings("rawtypes") // as Flink declares it
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return LogicOperator.class;
  }
}
