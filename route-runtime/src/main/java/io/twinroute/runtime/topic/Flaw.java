package io.twinroute.runtime.topic;

import io.twinroute.runtime.failure.Failure.Misconfigured;

/**
 * Something about a topic that is not as a route needs it.
 *
 * @param topic which topic
 * @param isFatal whether the route cannot run with it; otherwise it runs, and may lose what it has
 *     written later
 * @param text what follows the topic's name: its flaw, the consequence, and the remedy
 */
public record Flaw(WantedTopic topic, boolean isFatal, String text) {

  /** The whole, as a failure. */
  public Misconfigured failure() {
    return new Misconfigured(message());
  }

  /** The whole in words. */
  public String message() {
    return topic.subject() + " " + text;
  }
}
