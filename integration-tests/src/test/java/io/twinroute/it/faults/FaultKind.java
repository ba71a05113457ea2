package io.twinroute.it.faults;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Engine;
import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.it.faults.Link.Behaviour;
import io.twinroute.kstreams.engine.StreamsEngine;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/** What can happen to an installation, and what ends it. */
enum FaultKind {
  KILL_BROKER(Installation.BROKERS, (i, t) -> i.broker(t).kill(), (i, t) -> i.broker(t).restart()),
  PAUSE_BROKER(
      Installation.BROKERS,
      (i, t) -> Signals.pause(i.broker(t).process()),
      (i, t) -> Signals.goOn(i.broker(t).process())),
  RESTART_BROKER(
      Installation.BROKERS, (i, t) -> i.broker(t).stop(), (i, t) -> i.broker(t).restart()),
  BLACK_HOLE(Behaviour.BLACK_HOLE),
  RESET(Behaviour.RESET),
  DELAY(Behaviour.DELAY),
  THROTTLE(Behaviour.THROTTLE),
  DROP_RESPONSES(Behaviour.DROP_RESPONSES),
  KILL_CONNECT(i -> Signals.kill(i.connect().process()), i -> i.connect().start()),
  PAUSE_CONNECT(
      i -> Signals.pause(i.connect().process()), i -> Signals.goOn(i.connect().process())),
  KILL_ROUTER(
      routers(),
      (i, t) -> Signals.kill(i.router(engine(t)).process()),
      (i, t) -> i.startRouter(engine(t))),
  PAUSE_ROUTER(
      routers(),
      (i, t) -> Signals.pause(i.router(engine(t)).process()),
      (i, t) -> Signals.goOn(i.router(engine(t)).process())),
  KILL_TASK_MANAGER(i -> Signals.kill(i.flink().taskManager()), i -> i.flink().startTaskManager()),
  PAUSE_TASK_MANAGER(
      i -> Signals.pause(i.flink().taskManager()), i -> Signals.goOn(i.flink().taskManager())),
  KILL_JOB_MANAGER(i -> Signals.kill(i.flink().jobManager()), i -> i.flink().startJobManager()),
  PAUSE_JOB_MANAGER(
      i -> Signals.pause(i.flink().jobManager()), i -> Signals.goOn(i.flink().jobManager())),
  /** Flink stops with a savepoint and resumes from it. */
  STOP_ROUTER(routers(), (i, t) -> i.stopRouter(engine(t)), (i, t) -> i.startRouter(engine(t))),
  /** A second router takes a share of the partitions, and leaves again. */
  REBALANCE(Installation::startSecondStreams, Installation::stopSecondStreams),
  /** From one task each to two, and back. */
  RESCALE(routers(), (i, t) -> i.rescale(engine(t), 2), (i, t) -> i.rescale(engine(t), 1)),
  /** A route is added and another one is disabled, while the first one runs; and back. */
  RELOAD(
      routers(),
      (i, t) -> {
        i.awaitRunning(engine(t));
        i.reload(engine(t), true);
      },
      (i, t) -> i.reload(engine(t), false)),
  /** One of the target's brokers has no room left, upon which it ends. */
  FULL_DISK(
      i -> i.disk().fill(),
      i -> {
        i.broker(Installation.DISK_OF).kill();
        i.disk().free();
        i.broker(Installation.DISK_OF).restart();
      });

  /** One begin or end of a fault. */
  private interface Step {
    void on(Installation installation);
  }

  private final List<String> targets;
  private final BiConsumer<Installation, String> begin;
  private final BiConsumer<Installation, String> end;

  FaultKind(
      List<String> targets,
      BiConsumer<Installation, String> begin,
      BiConsumer<Installation, String> end) {
    this.targets = targets;
    this.begin = begin;
    this.end = end;
  }

  FaultKind(Step begin, Step end) {
    this(List.of("-"), (i, t) -> begin.on(i), (i, t) -> end.on(i));
  }

  FaultKind(Behaviour behaviour) {
    this(
        Installation.BROKERS,
        (i, t) -> i.link(t).become(behaviour),
        (i, t) -> i.link(t).become(Behaviour.PASS));
  }

  private static List<String> routers() {
    return List.of(FlinkEngine.ENGINE.id(), StreamsEngine.ENGINE.id());
  }

  private static Engine engine(String id) {
    return Engines.withId(id).orElseThrow();
  }

  /** What it can happen to. */
  List<String> targets() {
    return targets;
  }

  void begin(Installation installation, String target) {
    begin.accept(installation, target);
  }

  void end(Installation installation, String target) {
    end.accept(installation, target);
  }

  /** As it is written in a schedule. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
