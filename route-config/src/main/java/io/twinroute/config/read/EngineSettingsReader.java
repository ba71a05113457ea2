package io.twinroute.config.read;

import io.twinroute.config.file.Problems;
import io.twinroute.config.key.EngineKeys;
import io.twinroute.config.key.Key;
import io.twinroute.config.key.Schema;
import io.twinroute.config.plan.FlinkSettings;
import io.twinroute.config.plan.RestartSettings;
import io.twinroute.config.plan.StreamsSettings;
import io.twinroute.config.plan.StreamsSettings.Mirror;
import java.nio.file.Path;
import java.time.Duration;

/** Reads what a route file says about the engines themselves. */
public final class EngineSettingsReader {

  private static final String FLINK = Schema.ROOT_KEY + ".flink";
  private static final String KSTREAMS = Schema.ROOT_KEY + ".kstreams";
  private static final String RESTART = Schema.ROOT_KEY + ".restart";

  private final SettingReader settings;
  private final Problems problems;

  public EngineSettingsReader(SettingReader settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  public FlinkSettings flink() {
    return new FlinkSettings(
        settings.find(FLINK, EngineKeys.FLINK_CLUSTER),
        settings.get(FLINK, EngineKeys.STATE_BACKEND),
        stateDir(FLINK, EngineKeys.FLINK_STATE_DIR, "flink"),
        settings.get(FLINK, EngineKeys.CHECKPOINT_INTERVAL));
  }

  public StreamsSettings kstreams() {
    String connect = settings.find(KSTREAMS, EngineKeys.CONNECT);
    Mirror mirror = settings.get(KSTREAMS, EngineKeys.MIRROR);
    if (mirror == Mirror.EXTERNAL && settings.isSet(KSTREAMS, EngineKeys.CONNECT)) {
      problems.add(
          settings.path(KSTREAMS, EngineKeys.CONNECT),
          "belongs to mirror: managed; remove it, or change mirror");
    }
    return new StreamsSettings(
        connect,
        mirror,
        stateDir(KSTREAMS, EngineKeys.STREAMS_STATE_DIR, "kstreams"),
        settings.get(KSTREAMS, EngineKeys.COMMIT_INTERVAL),
        settings.get(KSTREAMS, EngineKeys.MIRROR_TASKS),
        settings.get(KSTREAMS, EngineKeys.STORE_MEMORY_MIB));
  }

  public RestartSettings restart() {
    Duration initial = settings.get(RESTART, EngineKeys.INITIAL_BACKOFF);
    Duration max = settings.get(RESTART, EngineKeys.MAX_BACKOFF);
    if (max.compareTo(initial) < 0) {
      problems.add(
          settings.path(RESTART, EngineKeys.MAX_BACKOFF),
          "is shorter than initial-backoff; make it at least as long");
    }
    return new RestartSettings(initial, max, settings.get(RESTART, EngineKeys.MAX_ATTEMPTS));
  }

  private String stateDir(String owner, Key<String> key, String engine) {
    String dir = settings.find(owner, key);
    return dir != null
        ? dir
        : Path.of(System.getProperty("user.home"), ".local", "state", "twinroute", engine)
            .toString();
  }
}
