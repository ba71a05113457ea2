package io.twinroute.bench.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The settings of the jobs, from a properties file: {@code orders.*} and {@code right.*} with
 * {@code bootstrap} and {@code topic}, {@code output.*}, the {@code join}, its {@code window} and
 * the {@code lateness} (milliseconds), the {@code backend} ({@code hashmap} or {@code rocksdb}),
 * {@code delivery} ({@code at-least-once} or {@code exactly-once}), {@code checkpoints} (a folder),
 * {@code parallelism}, and whether it is {@code tuned}.
 */
final class Peer {

  /** As the routes' own, so that both pay for as many checkpoints. */
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(3);

  private final Properties settings = new Properties();

  Peer(String file) throws IOException {
    try (Reader reader = Files.newBufferedReader(Path.of(file), UTF_8)) {
      settings.load(reader);
    }
  }

  String get(String name) {
    return settings.getProperty(name);
  }

  Duration millis(String name) {
    return Duration.ofMillis(Long.parseLong(get(name)));
  }

  boolean isExactlyOnce() {
    return get("delivery").equals("exactly-once");
  }

  boolean isTuned() {
    return Boolean.parseBoolean(get("tuned"));
  }

  StreamExecutionEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, get("backend"));
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, Path.of(get("checkpoints")).toUri().toString());
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, 1);
    if (isTuned()) {
      configuration.set(PipelineOptions.OBJECT_REUSE, true);
      configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(Integer.parseInt(get("parallelism")));
    env.enableCheckpointing(CHECKPOINT_INTERVAL.toMillis());
    return env;
  }
}
