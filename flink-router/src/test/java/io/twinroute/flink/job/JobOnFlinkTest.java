package io.twinroute.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.flink.types.RouteTypes;
import io.twinroute.flink.types.SourceEvent;
import io.twinroute.flink.types.SourceEvent.Assigned;
import io.twinroute.flink.types.SourceEvent.Read;
import io.twinroute.reference.LogRecord;
import io.twinroute.reference.SourceLog;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The job's own graph between source and sink, in a real Flink, up to the logs' ends. */
class JobOnFlinkTest {

  private static final int PARALLELISM = 3;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldWriteWhatTheReferenceExpects(long seed) throws Exception {
    Scenario scenario = RandomScenario.of(seed);
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, settings);
    FlinkRouteJob job = new FlinkRouteJob(Routes.of(scenario, PARALLELISM, true));
    DataStream<SourceEvent> left = events(Sides.LEFT, scenario.left(), env);
    DataStream<SourceEvent> right = events(Sides.RIGHT, scenario.right(), env);

    List<RouteOutput> outputs = new ArrayList<>();
    try (CloseableIterator<RouteOutput> written =
        job.logic(List.of(job.accept(Sides.LEFT, left), job.accept(Sides.RIGHT, right)))
            .executeAndCollect()) {
      written.forEachRemaining(outputs::add);
    }

    assertThat(OperatorRun.lines(outputs)).isEqualTo(scenario.expectedLines());
  }

  /** Each partition's events to one reader. */
  private static DataStream<SourceEvent> events(
      int input, List<SourceLog> logs, StreamExecutionEnvironment env) {
    List<SourceEvent> events = new ArrayList<>();
    for (SourceLog log : logs) {
      events.add(new Assigned(log.partition()));
      for (LogRecord record : log.records()) {
        events.add(new Read(OperatorRun.record(input, log, record)));
      }
    }
    return env.fromData(events, RouteTypes.SOURCE_EVENT)
        .setParallelism(1)
        .partitionCustom((partition, readers) -> partition % readers, JobOnFlinkTest::partition);
  }

  private static int partition(SourceEvent event) {
    return event instanceof Assigned assigned
        ? assigned.partition()
        : ((Read) event).record().partition();
  }
}
