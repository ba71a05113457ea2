package io.twinroute.flink.accept;

import io.twinroute.flink.types.Routed;
import io.twinroute.flink.types.SourceEvent;
import io.twinroute.runtime.pin.PinnedRoute;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** The accept station of one input, as it travels to the task managers. */
public class AcceptFactory extends AbstractStreamOperatorFactory<Routed>
    implements OneInputStreamOperatorFactory<SourceEvent, Routed> {
  private static final long serialVersionUID = 1L;

  private final PinnedRoute route;
  private final int input;
  private final SilenceEvidence.Start silence;

  public AcceptFactory(PinnedRoute route, int input) {
    this(route, input, start(route, input));
  }

  public AcceptFactory(PinnedRoute route, int input, SilenceEvidence.Start silence) {
    this.route = route;
    this.input = input;
    this.silence = silence;
  }

  /** A run with an end looks at no clock. */
  private static SilenceEvidence.Start start(PinnedRoute route, int input) {
    boolean watched = !route.untilEnd() && route.input(input).input().silenceAfter() != null;
    return watched ? SilenceEvidence::watch : SilenceEvidence::none;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Flink declares it
  public <T extends StreamOperator<Routed>> T createStreamOperator(
      StreamOperatorParameters<Routed> parameters) {
    return (T) new AcceptOperator(parameters, route, input, silence);
  }

  @Override
  @SuppressWarnings("rawtypes") // as Flink declares it
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return AcceptOperator.class;
  }
}
