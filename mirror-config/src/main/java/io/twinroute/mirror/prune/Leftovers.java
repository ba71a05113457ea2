package io.twinroute.mirror.prune;

import io.twinroute.kstreams.engine.MirrorNames;
import io.twinroute.mirror.connect.MirrorConnector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The connectors of a worker that copy what no route of a file reads. Only those with our names are
 * considered.
 *
 * @param own those that may be removed
 * @param kept those that may not
 */
public record Leftovers(List<Leftover> own, List<Kept> kept) {

  public Leftovers {
    own = List.copyOf(own);
    kept = List.copyOf(kept);
  }

  /**
   * A connector that copies topics for nobody.
   *
   * @param topics those topics; all that it copies, or some where it is an earlier version's
   */
  public record Leftover(MirrorConnector connector, List<String> topics) {

    public Leftover {
      topics = List.copyOf(topics);
    }

    /** Whether it copies nothing else. */
    public boolean isWhole() {
      return topics.containsAll(connector.topics());
    }
  }

  /**
   * A connector that is not the file's to remove.
   *
   * @param why in words, to follow a topic's name
   */
  public record Kept(String connector, String topic, String why) {}

  /**
   * @param connectors all of the worker's, by name
   */
  public static Leftovers of(Readers readers, Map<String, MirrorConnector> connectors) {
    Search search = new Search(readers, connectors);
    connectors.values().forEach(search::look);
    return new Leftovers(search.own, search.kept);
  }

  private static final class Search {

    private final Readers readers;
    private final Map<String, MirrorConnector> connectors;
    private final List<Leftover> own = new ArrayList<>();
    private final List<Kept> kept = new ArrayList<>();

    Search(Readers readers, Map<String, MirrorConnector> connectors) {
      this.readers = readers;
      this.connectors = connectors;
    }

    private void look(MirrorConnector connector) {
      if (!connector.naming().equals(readers.naming())
          || (!connector.isOfOneTopic() && !connector.isOfAPair())) {
        return;
      }
      List<String> unneeded = new ArrayList<>();
      for (String topic : connector.topics()) {
        if (readers.isNeeded(address(connector, topic))) {
          if (hasAnotherConnector(topic, connector)) {
            unneeded.add(topic);
          }
          continue;
        }
        Optional<String> objection = objection(connector, topic);
        objection.ifPresentOrElse(
            why -> kept.add(new Kept(connector.name(), topic, why)), () -> unneeded.add(topic));
      }
      if (!unneeded.isEmpty()) {
        own.add(new Leftover(connector, unneeded));
      }
    }

    private boolean hasAnotherConnector(String topic, MirrorConnector connector) {
      String its =
          MirrorNames.connector(connector.naming(), connector.source(), topic, connector.target());
      return !its.equals(connector.name()) && connectors.containsKey(its);
    }

    private Optional<String> objection(MirrorConnector connector, String topic) {
      String address = address(connector, topic);
      if (connector.isOfOneTopic()
          && !readers.isKnown(address)
          && !readers.isOwn(connector.maker())) {
        return Optional.of(
            connector.maker().isEmpty()
                ? "it is not known who reads it"
                : "another installation has made the connector");
      }
      return readers.objection(address);
    }

    private static String address(MirrorConnector connector, String topic) {
      return connector.source() + "/" + topic;
    }
  }
}
