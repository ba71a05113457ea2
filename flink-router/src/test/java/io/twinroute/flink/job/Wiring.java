package io.twinroute.flink.job;

import io.twinroute.flink.accept.AcceptFactory;
import io.twinroute.flink.accept.SilenceEvidence;
import io.twinroute.flink.logic.LogicFactory;
import io.twinroute.flink.passthrough.PassThroughFactory;
import io.twinroute.flink.types.Routed;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.record.RouteOutput;
import java.util.Deque;
import java.util.Random;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;

/**
 * What an {@link OperatorRun} is made of. A test of the tests overrides a part, to see that they
 * notice a defect there.
 */
public class Wiring {

  public static final Wiring SOUND = new Wiring();

  /** Of a join's recent records, in bytes: none, a few, all. */
  private static final long[] MEMORIES = {0, 1_000, 1 << 20};

  AcceptFactory accept(PinnedRoute route) {
    return new AcceptFactory(route, SilenceEvidence::none);
  }

  /** The logic of the route's kind. */
  OneInputStreamOperatorFactory<Routed, RouteOutput> logic(PinnedRoute route, Random random) {
    return route.plan().keepsState() ? join(route, random) : new PassThroughFactory(route);
  }

  /** Some joins have room for what they keep, and some have not. */
  LogicFactory join(PinnedRoute route, Random random) {
    return new LogicFactory(route, MEMORIES[random.nextInt(MEMORIES.length)]);
  }

  /** Puts a message into a channel from an accept subtask to a join subtask. */
  void send(Routed message, Deque<Routed> channel, int joinSubtask) {
    channel.add(message);
  }

  /** The checkpoint that a restart finds. */
  OperatorRun.Checkpoint found(OperatorRun.Checkpoint checkpoint, int parallelism)
      throws Exception {
    return checkpoint;
  }
}
