package io.twinroute.flink.accept;

import io.twinroute.flink.types.Routed;
import io.twinroute.flink.types.SourceEvent;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.logic.Side;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** The accept station of one side, as it travels to the task managers. */
public class AcceptFactory extends AbstractStreamOperatorFactory<Routed>
    implements OneInputStreamOperatorFactory<SourceEvent, Routed> {
  private static final long serialVersionUID = 1L;

  private final PinnedRoute route;
  private final Side side;
  private final SilenceEvidence.Start silence;

  public AcceptFactory(PinnedRoute route, Side side) {
    this(route, side, start(route, side));
  }

  public AcceptFactory(PinnedRoute route, Side side, SilenceEvidence.Start silence) {
    this.route = route;
    this.side = side;
    this.silence = silence;
  }

  /** A run with an end looks at no clock. */
  private static SilenceEvidence.Start start(PinnedRoute route, Side side) {
    boolean watched = !route.untilEnd() && route.side(side).source().silenceAfter() != null;
    return watched ? SilenceEvidence::watch : SilenceEvidence::none;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Flink declares it
  public <T extends StreamOperator<Routed>> T createStreamOperator(
      StreamOperatorParameters<Routed> parameters) {
    return (T) new AcceptOperator(parameters, route, side, silence);
  }

  @Override
  @SuppressWarnings("rawtypes") // as Flink declares it
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return AcceptOperator.class;
  }
}
