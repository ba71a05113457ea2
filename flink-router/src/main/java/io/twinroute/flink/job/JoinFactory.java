package io.twinroute.flink.job;

import io.twinroute.flink.types.Routed;
import io.twinroute.runtime.cluster.PinnedRoute;
import io.twinroute.semantics.RouteOutput;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** The join station, as it travels to the task managers. */
class JoinFactory extends AbstractStreamOperatorFactory<RouteOutput>
    implements OneInputStreamOperatorFactory<Routed, RouteOutput> {
  private static final long serialVersionUID = 1L;

  private final PinnedRoute route;

  JoinFactory(PinnedRoute route) {
    this.route = route;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Flink declares it
  public <T extends StreamOperator<RouteOutput>> T createStreamOperator(
      StreamOperatorParameters<RouteOutput> parameters) {
    return (T) new JoinOperator(parameters, route);
  }

  @Override
  @SuppressWarnings("rawtypes") // as Flink declares it
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return JoinOperator.class;
  }
}
