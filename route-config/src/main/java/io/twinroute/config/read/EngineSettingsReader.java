package io.twinroute.config.read;

import io.twinroute.config.file.Problems;
import io.twinroute.config.file.Schema;
import io.twinroute.config.plan.FlinkSettings;
import io.twinroute.config.plan.FlinkSettings.StateBackend;
import io.twinroute.config.plan.RestartSettings;
import io.twinroute.config.plan.StreamsSettings;
import io.twinroute.config.plan.StreamsSettings.Mirror;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a route file says about the engines themselves. */
public final class EngineSettingsReader {

  private static final String FLINK = Schema.ROOT_KEY + ".flink";
  private static final String KSTREAMS = Schema.ROOT_KEY + ".kstreams";
  private static final String RESTART = Schema.ROOT_KEY + ".restart";
  private static final Duration MILLISECOND = Duration.ofMillis(1);

  private final SettingReader settings;
  private final Problems problems;

  public EngineSettingsReader(SettingReader settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  public FlinkSettings flink() {
    return new FlinkSettings(
        flinkCluster(FLINK + ".cluster"),
        settings.choice(
            FLINK + ".state-backend",
            List.of(StateBackend.values()),
            StateBackend::id,
            StateBackend.ROCKSDB),
        stateDir(FLINK + ".state-dir", "flink"),
        // Flink's own floor is 10 ms; below 100 ms checkpoints crowd out the records.
        settings.duration(
            FLINK + ".checkpoint-interval", Duration.ofSeconds(3), Duration.ofMillis(100)));
  }

  public StreamsSettings kstreams() {
    String connectPath = KSTREAMS + ".connect";
    String connect = connect(connectPath);
    Mirror mirror =
        settings.choice(KSTREAMS + ".mirror", List.of(Mirror.values()), Mirror::id, Mirror.MANAGED);
    if (mirror == Mirror.EXTERNAL && connect != null) {
      problems.add(connectPath, "belongs to mirror: managed; remove it, or change mirror");
    }
    return new StreamsSettings(
        connect,
        mirror,
        stateDir(KSTREAMS + ".state-dir", "kstreams"),
        settings.duration(KSTREAMS + ".commit-interval", Duration.ofMillis(500), MILLISECOND),
        settings.integer(KSTREAMS + ".mirror-tasks", 2, 1),
        settings.integer(KSTREAMS + ".store-memory-mib", 256, 16));
  }

  public RestartSettings restart() {
    String maxPath = RESTART + ".max-backoff";
    Duration initial =
        settings.duration(RESTART + ".initial-backoff", Duration.ofSeconds(1), MILLISECOND);
    Duration max = settings.duration(maxPath, Duration.ofMinutes(1), MILLISECOND);
    if (max.compareTo(initial) < 0) {
      problems.add(maxPath, "is shorter than initial-backoff; make it at least as long");
    }
    return new RestartSettings(initial, max, settings.integer(RESTART + ".max-attempts", 8, 0));
  }

  private @Nullable String flinkCluster(String path) {
    String cluster = settings.text(path);
    if (cluster != null && !Addresses.isHostPort(cluster)) {
      problems.add(path, "'" + cluster + "' is not an address; expected host:port");
    }
    return cluster;
  }

  private @Nullable String connect(String path) {
    String url = settings.text(path);
    if (url != null && !Addresses.isHttpUrl(url)) {
      // The URL is not repeated: it may hold a password.
      problems.add(path, "is not a URL; write for example http://localhost:8083");
    }
    return url;
  }

  private String stateDir(String path, String engine) {
    String dir = settings.text(path);
    return dir != null
        ? dir
        : Path.of(System.getProperty("user.home"), ".local", "state", "twinroute", engine)
            .toString();
  }
}
