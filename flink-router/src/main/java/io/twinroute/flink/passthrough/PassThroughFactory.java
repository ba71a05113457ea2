package io.twinroute.flink.passthrough;

import io.twinroute.flink.types.Routed;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.record.RouteOutput;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Creates the station that records pass through; is sent to the task managers. */
public class PassThroughFactory extends AbstractStreamOperatorFactory<RouteOutput>
    implements OneInputStreamOperatorFactory<Routed, RouteOutput> {
  private static final long serialVersionUID = 1L;

  private final PinnedRoute route;

  public PassThroughFactory(PinnedRoute route) {
    this.route = route;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Flink declares it
  public <T extends StreamOperator<RouteOutput>> T createStreamOperator(
      StreamOperatorParameters<RouteOutput> parameters) {
    return (T) new PassThroughOperator(parameters, route);
  }

  @Override
  @SuppressWarnings("rawtypes") // as Flink declares it
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return PassThroughOperator.class;
  }
}
