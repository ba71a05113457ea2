package io.twinroute.config.plan;

import java.io.Serializable;

/**
 * How an installation names what it creates or joins on clusters and workers: topics, consumer
 * groups, transactional ids and connectors. Names are state: under another prefix everything starts
 * again.
 *
 * @param prefix what all of these names begin with; empty for none
 */
public record Naming(String prefix) implements Serializable {

  /** Without a prefix. */
  public static final Naming PLAIN = new Naming("");

  /** The name of what is called {@code plain} without a prefix. */
  public String name(String plain) {
    return prefix + plain;
  }

  /** Whether a name begins with the prefix. */
  public boolean covers(String name) {
    return name.startsWith(prefix);
  }

  /** Whether there is no prefix. */
  public boolean isPlain() {
    return prefix.isEmpty();
  }
}
