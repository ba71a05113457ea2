package io.twinroute.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.flink.accept.TamperedProgress;
import io.twinroute.flink.logic.LogicFactory;
import io.twinroute.flink.logic.LogicOperator;
import io.twinroute.flink.types.Kept;
import io.twinroute.flink.types.RecordKey;
import io.twinroute.flink.types.Routed;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.scenario.RandomScenario;
import io.twinroute.scenario.Scenario;
import io.twinroute.semantics.accept.PartitionProgress;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.PartitionFrontier;
import io.twinroute.semantics.record.RouteOutput;
import io.twinroute.semantics.state.RecentMemory;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.apache.flink.runtime.checkpoint.StateObjectCollection;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.junit.jupiter.api.Test;

/** The comparison with the reference is worth something: it notices what can go wrong. */
class PlantedDefectsTest {

  private static final int SEEDS = 100;

  @Test
  void shouldFindNothingInWhatIsSound() throws Exception {
    assertThat(found(Wiring.SOUND)).isZero();
  }

  @Test
  void shouldNoticeThatReplayedRecordsAreJudgedAgain() throws Exception {
    assertThat(found(restoring(p -> new PartitionProgress(-1, p.maxTimestamp(), p.silentUpTo()))))
        .isPositive();
  }

  @Test
  void shouldNoticeThatTheLargestTimestampIsNotRestored() throws Exception {
    assertThat(found(restoring(p -> new PartitionProgress(p.lastOffset(), -1, p.silentUpTo()))))
        .isPositive();
  }

  @Test
  void shouldNoticeThatRestoredRecordsWaitNoLonger() throws Exception {
    Wiring forgetful =
        new Wiring() {
          @Override
          LogicFactory join(PinnedRoute route, Random random) {
            return new ForgetfulLogicFactory(route);
          }
        };

    assertThat(found(forgetful)).isPositive();
  }

  @Test
  void shouldNoticeThatRecentRecordsAreNotRestored() throws Exception {
    Wiring forgetful =
        new Wiring() {
          @Override
          OperatorRun.Checkpoint found(OperatorRun.Checkpoint checkpoint, int parallelism) {
            Station.Snapshot join = checkpoint.join();
            return new OperatorRun.Checkpoint(
                checkpoint.accept(),
                new Station.Snapshot(
                    join.parallelism(),
                    join.state().toBuilder()
                        .setRawKeyedState(StateObjectCollection.empty())
                        .build()),
                checkpoint.positions(),
                checkpoint.outputs());
          }
        };

    assertThat(found(forgetful)).isPositive();
  }

  @Test
  void shouldNoticeThatAFrontierOvertakesRecords() throws Exception {
    Wiring overtaking =
        new Wiring() {
          @Override
          void send(Routed message, Deque<Routed> channel, int joinSubtask) {
            if (message.message() instanceof PartitionFrontier) {
              channel.addFirst(message);
            } else {
              channel.addLast(message);
            }
          }
        };

    assertThat(found(overtaking)).isPositive();
  }

  @Test
  void shouldNoticeThatFrontiersDoNotReachEveryJoin() throws Exception {
    Wiring partial =
        new Wiring() {
          @Override
          void send(Routed message, Deque<Routed> channel, int joinSubtask) {
            if (joinSubtask == 0 || !(message.message() instanceof PartitionFrontier)) {
              channel.add(message);
            }
          }
        };

    assertThat(found(partial)).isPositive();
  }

  @Test
  void shouldNoticeThatStateIsLostWhenTheParallelismChanges() throws Exception {
    Wiring rigid =
        new Wiring() {
          @Override
          OperatorRun.Checkpoint found(OperatorRun.Checkpoint checkpoint, int parallelism) {
            return checkpoint.join().parallelism() == parallelism
                ? checkpoint
                : new OperatorRun.Checkpoint(
                    checkpoint.accept(), null, checkpoint.positions(), checkpoint.outputs());
          }
        };

    assertThat(found(rigid)).isPositive();
  }

  private static Wiring restoring(UnaryOperator<PartitionProgress> change) {
    return new Wiring() {
      @Override
      OperatorRun.Checkpoint found(OperatorRun.Checkpoint checkpoint, int parallelism)
          throws Exception {
        return new OperatorRun.Checkpoint(
            TamperedProgress.in(checkpoint.accept(), change),
            checkpoint.join(),
            checkpoint.positions(),
            checkpoint.outputs());
      }
    };
  }

  /** The first seed that shows a difference, counted from 1; 0 if none does. */
  private static int found(Wiring wiring) throws Exception {
    for (int seed = 1; seed <= SEEDS; seed++) {
      Scenario scenario = RandomScenario.of(seed);
      List<String> actual = new CrashingRun(scenario, Backends.HEAP, wiring, seed).lines(2);
      if (!actual.equals(scenario.expectedLines())) {
        return seed;
      }
    }
    return 0;
  }

  /** Makes joins that lose the waiting records' mark when they start. */
  private static final class ForgetfulLogicFactory extends LogicFactory {
    private static final long serialVersionUID = 1L;

    private final PinnedRoute route;

    ForgetfulLogicFactory(PinnedRoute route) {
      super(route);
      this.route = route;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends StreamOperator<RouteOutput>> T createStreamOperator(
        StreamOperatorParameters<RouteOutput> parameters) {
      return (T) new ForgetfulLogic(parameters, route);
    }
  }

  private static final class ForgetfulLogic extends LogicOperator {
    private static final long serialVersionUID = 1L;

    ForgetfulLogic(StreamOperatorParameters<RouteOutput> parameters, PinnedRoute route) {
      super(parameters, route, new RecentMemory(0));
    }

    @Override
    public void open() throws Exception {
      super.open();
      for (int input : new int[] {Sides.LEFT, Sides.RIGHT}) {
        this.<RecordKey>getKeyedStateBackend()
            .applyToAllKeys(
                VoidNamespace.INSTANCE,
                VoidNamespaceSerializer.INSTANCE,
                descriptor(input),
                (key, state) -> {
                  for (Map.Entry<Long, List<Kept>> bucket : state.entries()) {
                    List<Kept> kept = bucket.getValue();
                    kept.replaceAll(Kept::settled);
                    bucket.setValue(kept);
                  }
                });
      }
    }
  }
}
