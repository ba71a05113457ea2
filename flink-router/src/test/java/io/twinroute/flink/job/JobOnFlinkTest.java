package io.twinroute.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.flink.types.RouteTypes;
import io.twinroute.flink.types.SourceEvent;
import io.twinroute.flink.types.SourceEvent.Assigned;
import io.twinroute.flink.types.SourceEvent.Read;
import io.twinroute.reference.LogRecord;
import io.twinroute.reference.SourceLog;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.scenario.RandomScenario;
import io.twinroute.scenario.Scenario;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.RouteOutput;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The job's own graph between source and sink, in a real Flink, up to the logs' ends. */
class JobOnFlinkTest {

  @ParameterizedTest
  @CsvSource({"1,3", "2,3", "3,3", "4,3", "1,1", "2,1", "3,1", "4,1"})
  void shouldWriteWhatTheReferenceExpects(long seed, int parallelism) throws Exception {
    Scenario scenario = RandomScenario.of(seed);
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings);
    PinnedRoute route = Routes.of(scenario, parallelism, true);
    FlinkRouteJob job = FlinkRouteJob.ofFixedParallelism(route);

    List<RouteOutput> outputs = new ArrayList<>();
    try (CloseableIterator<RouteOutput> written =
        job.logic(job.accept(events(scenario, parallelism, env))).executeAndCollect()) {
      written.forEachRemaining(outputs::add);
    }

    assertThat(OperatorRun.lines(outputs)).isEqualTo(scenario.expectedLines());
  }

  /** Each partition's events to one reader. */
  private static DataStream<SourceEvent> events(
      Scenario scenario, int parallelism, StreamExecutionEnvironment env) {
    List<SourceEvent> events = new ArrayList<>();
    add(Sides.LEFT, scenario.left(), events);
    add(Sides.RIGHT, scenario.right(), events);
    DataStream<SourceEvent> all = env.fromData(events, RouteTypes.SOURCE_EVENT).setParallelism(1);
    return parallelism == 1
        ? all // and so in the task that all the rest is in
        : all.partitionCustom((partition, readers) -> partition % readers, JobOnFlinkTest::place);
  }

  private static void add(int input, List<SourceLog> logs, List<SourceEvent> events) {
    for (int p = 0; p < logs.size(); p++) {
      events.add(new Assigned(input, p));
      for (LogRecord record : logs.get(p).records()) {
        events.add(new Read(OperatorRun.record(input, p, record)));
      }
    }
  }

  private static int place(SourceEvent event) {
    int partition =
        event instanceof Assigned assigned
            ? assigned.partition()
            : ((Read) event).record().partition();
    return event.input() + partition;
  }
}
