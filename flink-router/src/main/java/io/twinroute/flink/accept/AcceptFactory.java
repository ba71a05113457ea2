package io.twinroute.flink.accept;

import io.twinroute.flink.types.Routed;
import io.twinroute.flink.types.SourceEvent;
import io.twinroute.runtime.pin.PinnedRoute;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Creates the accept stations of all inputs; is sent to the task managers. */
public class AcceptFactory extends AbstractStreamOperatorFactory<Routed>
    implements OneInputStreamOperatorFactory<SourceEvent, Routed> {
  private static final long serialVersionUID = 1L;

  private final PinnedRoute route;
  private final SilenceEvidence.Start silence;
  private final Ticks ticks;

  public AcceptFactory(PinnedRoute route) {
    this(route, SilenceEvidence.of(route), Ticks::shared);
  }

  /** Stations that use the task's clock. */
  public AcceptFactory(PinnedRoute route, SilenceEvidence.Start silence) {
    this(route, silence, Ticks::ofTask);
  }

  private AcceptFactory(PinnedRoute route, SilenceEvidence.Start silence, Ticks ticks) {
    this.route = route;
    this.silence = silence;
    this.ticks = ticks;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Flink declares it
  public <T extends StreamOperator<Routed>> T createStreamOperator(
      StreamOperatorParameters<Routed> parameters) {
    return (T) new AcceptOperator(parameters, route, silence, ticks);
  }

  @Override
  @SuppressWarnings("rawtypes") // as Flink declares it
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return AcceptOperator.class;
  }
}
