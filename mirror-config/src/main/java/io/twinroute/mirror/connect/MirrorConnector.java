package io.twinroute.mirror.connect;

import io.twinroute.config.plan.Naming;
import io.twinroute.kstreams.engine.MirrorNames;
import io.twinroute.mirror.naming.PrefixedReplicationPolicy;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A connector as Connect's REST interface takes it.
 *
 * @param name its name on the worker
 * @param config its settings, in a fixed order; may hold secrets, so {@link #toString()} leaves the
 *     values out
 */
public record MirrorConnector(String name, Map<String, String> config) {

  /** The setting that names the topics, as a list of regular expressions. */
  public static final String TOPICS = "topics";

  /** The setting that names the source cluster. */
  public static final String SOURCE_ALIAS = "source.cluster.alias";

  /** The setting that names the target cluster. */
  public static final String TARGET_ALIAS = "target.cluster.alias";

  /** The setting that says whose routers made the connector; MirrorMaker does not read it. */
  public static final String INSTALLATION = "twinroute.installation";

  public MirrorConnector {
    config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
  }

  /** A topic's name as {@link #TOPICS} takes it. */
  public static String pattern(String topic) {
    // Of all characters that a topic's name may hold, only the dot means something else there.
    return topic.replace(".", "\\.");
  }

  /** What it copies: names of topics, if it was made here. */
  public List<String> topics() {
    return patterns().map(MirrorConnector::topic).toList();
  }

  /** The same, but for these topics. */
  public MirrorConnector without(Collection<String> topics) {
    return with(
        TOPICS,
        patterns()
            .filter(pattern -> !topics.contains(topic(pattern)))
            .collect(Collectors.joining(",")));
  }

  private static String topic(String pattern) {
    return pattern.replace("\\.", ".");
  }

  private Stream<String> patterns() {
    return Stream.of(config.getOrDefault(TOPICS, "").split(","))
        .map(String::strip)
        .filter(pattern -> !pattern.isEmpty());
  }

  /** The alias of the cluster that it reads; empty if it is no mirror. */
  public String source() {
    return config.getOrDefault(SOURCE_ALIAS, "");
  }

  /** The alias of the cluster that it writes to; empty if it is no mirror. */
  public String target() {
    return config.getOrDefault(TARGET_ALIAS, "");
  }

  /** How the installation names things whose routers made it. */
  public Naming naming() {
    return new Naming(config.getOrDefault(PrefixedReplicationPolicy.PREFIX, ""));
  }

  /** Whether it is one of ours that copies a single topic. */
  public boolean isOfOneTopic() {
    List<String> topics = topics();
    return topics.size() == 1
        && name.equals(MirrorNames.connector(naming(), source(), topics.get(0), target()));
  }

  /**
   * Whether it is one of ours that copies all topics of a pair of clusters, as earlier versions
   * made them.
   */
  public boolean isOfAPair() {
    return name.equals(MirrorNames.pairConnector(naming(), source(), target()));
  }

  /** The same, saying that routers of this installation made it; empty: saying nothing of it. */
  public MirrorConnector madeBy(String installation) {
    return installation.isEmpty() ? this : with(INSTALLATION, installation);
  }

  /** Whose routers made it; empty if it does not say. */
  public String maker() {
    return config.getOrDefault(INSTALLATION, "");
  }

  MirrorConnector with(String setting, String value) {
    Map<String, String> changed = new LinkedHashMap<>(config);
    changed.put(setting, value);
    return new MirrorConnector(name, changed);
  }

  /** With its name among its settings, where Connect's validation wants it. */
  MirrorConnector withName() {
    return with("name", name);
  }

  @Override
  public String toString() {
    return name + " (" + config.size() + " settings)";
  }
}
