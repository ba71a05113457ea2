package io.twinroute.mirror.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.mirror.transform.SourceCoordinates;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.mirror.DefaultReplicationPolicy;
import org.apache.kafka.connect.mirror.MirrorSourceConnector;
import org.apache.kafka.connect.mirror.ReplicationPolicy;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixedReplicationPolicyTest {

  private static final String PREFIX = "team-a.";

  private final PrefixedReplicationPolicy<SourceRecord> policy = policy(PREFIX);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders",
        "orders.eu.v1",
        "team-a.orders",
        "team-a.east.orders",
        "west.orders",
        "orders..",
        "team-a.",
        "heartbeats",
      })
  void shouldFindSourceAndTopicOfACopyAgain(String topic) {
    String copy = policy.formatRemoteTopic("east", topic);

    assertThat(copy).isEqualTo("team-a.east." + topic);
    assertThat(policy.topicSource(copy)).isEqualTo("east");
    assertThat(policy.upstreamTopic(copy)).isEqualTo(topic);
    assertThat(policy.test(record(copy))).isTrue();
  }

  /** Whatever the prefix, also one that a name has in its middle. */
  @Test
  void shouldFindThemAgainOfAnyName() {
    long seed = Long.getLong("twinroute.seed", System.nanoTime());
    Random random = new Random(seed);
    String[] pieces = {".", "-", "a", "team", "team-a.", "east", "orders", "_"};
    for (int i = 0; i < 20_000; i++) {
      String topic = name(random, pieces);
      String prefix = "p" + name(random, pieces);
      ReplicationPolicy any = policy(prefix);
      String copy = any.formatRemoteTopic("east", topic);
      // The default policy takes what only dots follow for no alias.
      if (new DefaultReplicationPolicy().topicSource("east." + topic) != null) {
        assertThat(any.topicSource(copy)).as("%s, seed %d", copy, seed).isEqualTo("east");
        assertThat(any.upstreamTopic(copy)).as("%s, seed %d", copy, seed).isEqualTo(topic);
      }
      assertThat(copy).startsWith(prefix);
    }
  }

  @Test
  void shouldTakeNoTopicWithoutThePrefixForACopy() {
    assertThat(policy.topicSource("east.orders")).isNull();
    assertThat(policy.upstreamTopic("east.orders")).isNull();
    assertThat(policy.originalTopic("east.orders")).isEqualTo("east.orders");
    assertThat(policy.test(record("east.orders"))).isFalse();
    assertThat(policy.topicSource("team-a.orders")).isNull();
  }

  @Test
  void shouldFollowCopiesOfCopies() {
    String copy = policy.formatRemoteTopic("west", policy.formatRemoteTopic("east", "orders"));

    assertThat(copy).isEqualTo("team-a.west.team-a.east.orders");
    assertThat(policy.originalTopic(copy)).isEqualTo("orders");
  }

  @Test
  void shouldGiveThePrefixToTheTopicsOfMirrorMaker() {
    assertThat(policy.heartbeatsTopic()).isEqualTo("team-a.heartbeats");
    assertThat(policy.offsetSyncsTopic("east")).isEqualTo("team-a.mm2-offset-syncs.east.internal");
    assertThat(policy.checkpointsTopic("east")).isEqualTo("team-a.east.checkpoints.internal");
  }

  @Test
  void shouldKnowTheTopicsOfMirrorMaker() {
    assertThat(policy.isHeartbeatsTopic(policy.heartbeatsTopic())).isTrue();
    assertThat(policy.isHeartbeatsTopic(policy.formatRemoteTopic("east", policy.heartbeatsTopic())))
        .isTrue();
    assertThat(policy.isHeartbeatsTopic("heartbeats")).isFalse();
    assertThat(policy.isCheckpointsTopic(policy.checkpointsTopic("east"))).isTrue();
    assertThat(
            List.of(
                policy.offsetSyncsTopic("east"),
                policy.checkpointsTopic("east"),
                "mm2-offset-syncs.east.internal",
                "east.checkpoints.internal"))
        .allMatch(policy::isMM2InternalTopic)
        .allMatch(policy::isInternalTopic);
    assertThat(List.of("team-a.orders", "team-a.east.orders", "orders.internal"))
        .noneMatch(policy::isInternalTopic);
    assertThat(policy.isInternalTopic("__consumer_offsets")).isTrue();
  }

  @Test
  void shouldPutTheSeparatorBehindTheAlias() {
    PrefixedReplicationPolicy<?> other = new PrefixedReplicationPolicy<>();
    other.configure(
        Map.of(PrefixedReplicationPolicy.PREFIX, PREFIX, "replication.policy.separator", "_"));

    assertThat(other.formatRemoteTopic("east", "orders")).isEqualTo("team-a.east_orders");
    assertThat(other.topicSource("team-a.east_orders")).isEqualTo("east");
  }

  @Test
  void shouldRefuseToNameAnythingWithoutAPrefix() {
    assertThatThrownBy(() -> new PrefixedReplicationPolicy<>().configure(Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("replication.policy.prefix is missing; set it to");
  }

  /** MirrorMaker is on the class path of most workers, and this jar alone in a plugin's folder. */
  @ParameterizedTest
  @ValueSource(strings = {"service_load", "only_scan"})
  void shouldBeFoundOnThePluginPathOfAWorker(String discovery, @TempDir Path folder)
      throws Exception {
    writeJar(Files.createDirectories(folder.resolve("twinroute")).resolve("mirror-config.jar"));
    try (URLClassLoader worker = workersClassPath()) {
      Class<?> plugins = worker.loadClass(Plugins.class.getName());
      Object found =
          plugins
              .getConstructor(Map.class)
              .newInstance(Map.of("plugin.path", folder.toString(), "plugin.discovery", discovery));
      // The loader of a connector on the class path, which parses its settings.
      ClassLoader ofConnector =
          (ClassLoader)
              plugins
                  .getMethod("connectorLoader", String.class, versionRange(worker))
                  .invoke(found, MirrorSourceConnector.class.getName(), null);

      Class<?> named = Class.forName(PrefixedReplicationPolicy.class.getName(), true, ofConnector);

      assertThat(worker.loadClass(ReplicationPolicy.class.getName())).isAssignableFrom(named);
      assertThat(named.getConstructor().newInstance()).isNotNull();
      String other = SourceCoordinates.class.getName(); // which is of no kind that it looks for
      assertThatThrownBy(() -> Class.forName(other, true, ofConnector))
          .isInstanceOf(ClassNotFoundException.class);
    }
  }

  private static Class<?> versionRange(ClassLoader worker) throws ClassNotFoundException {
    return worker.loadClass("org.apache.maven.artifact.versioning.VersionRange");
  }

  /** Kafka's classes, and none of ours. */
  private static URLClassLoader workersClassPath() throws IOException {
    List<URL> entries = new ArrayList<>();
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    for (String entry : path.split(File.pathSeparator)) {
      if (entry.endsWith(".jar") && !entry.contains("route-") && !entry.contains("-engine")) {
        entries.add(Path.of(entry).toUri().toURL());
      }
    }
    return new URLClassLoader(entries.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  /** All that the module's jar holds. */
  private static void writeJar(Path jar) throws IOException {
    Path classes = Path.of("target", "classes");
    List<Path> files = new ArrayList<>();
    try (Stream<Path> found = Files.walk(classes)) {
      found.filter(Files::isRegularFile).forEach(files::add);
    }
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (Path each : files) {
        out.putNextEntry(new JarEntry(classes.relativize(each).toString()));
        Files.copy(each, out);
        out.closeEntry();
      }
    }
  }

  private static PrefixedReplicationPolicy<SourceRecord> policy(String prefix) {
    PrefixedReplicationPolicy<SourceRecord> policy = new PrefixedReplicationPolicy<>();
    policy.configure(Map.of(PrefixedReplicationPolicy.PREFIX, prefix));
    return policy;
  }

  private static SourceRecord record(String topic) {
    return new SourceRecord(Map.of(), Map.of(), topic, null, null);
  }

  private static String name(Random random, String[] pieces) {
    StringBuilder name = new StringBuilder();
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      name.append(pieces[random.nextInt(pieces.length)]);
    }
    return name.toString();
  }
}
