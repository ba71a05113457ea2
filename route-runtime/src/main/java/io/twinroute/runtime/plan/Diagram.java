package io.twinroute.runtime.plan;

import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RoutePlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One engine's way of a route's data, as a subgraph of a Mermaid flowchart. Its nodes have ids of
 * their own, so that no name can break it.
 */
public final class Diagram {

  /** What the subgraphs of a flowchart follow. */
  public static final String HEADER = "flowchart LR";

  private final String id;
  private final String title;
  private final Map<String, String> ids = new LinkedHashMap<>();
  private final List<String> nodes = new ArrayList<>();
  private final Set<String> edges = new LinkedHashSet<>();

  /**
   * @param route its name is in the title only
   * @param number that of the route in its file
   */
  public Diagram(Engine engine, RoutePlan route, int number) {
    this.id = engine.id() + number;
    this.title = engine.title() + ": " + route.name();
  }

  /**
   * A topic; the same one if it is there already.
   *
   * @param address cluster and topic
   */
  public String topic(String address) {
    return node("topic " + address, "[(", address, ")]");
  }

  /**
   * A step; the same one if it is there already.
   *
   * @param name distinguishes it from others of the diagram
   */
  public String step(String name, String label) {
    return node("step " + name, "[", label, "]");
  }

  private String node(String key, String open, String label, String close) {
    return ids.computeIfAbsent(
        key,
        one -> {
          String node = id + "_" + ids.size();
          nodes.add("    %s%s\"%s\"%s".formatted(node, open, escaped(label), close));
          return node;
        });
  }

  /** Data goes from one node to the other. */
  public void edge(String from, String to) {
    edges.add("    %s --> %s".formatted(from, to));
  }

  /** What would end a label, or be read as markup, by its code. */
  static String escaped(String label) {
    StringBuilder text = new StringBuilder();
    label
        .codePoints()
        .forEach(
            c -> {
              if (Character.isLetterOrDigit(c) || " -_.,:/+=*'".indexOf(c) >= 0) {
                text.appendCodePoint(c);
              } else {
                text.append('#').append(c).append(';');
              }
            });
    return text.toString();
  }

  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add("  subgraph %s[\"%s\"]".formatted(id, escaped(title)));
    lines.addAll(nodes);
    lines.addAll(edges);
    lines.add("  end");
    return String.join(System.lineSeparator(), lines);
  }
}
