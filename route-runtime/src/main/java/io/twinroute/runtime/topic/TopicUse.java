package io.twinroute.runtime.topic;

/** What a router needs a topic of its target for. */
public enum TopicUse {
  RESULTS("Output topic"),
  LATE("Late topic"),
  DEAD_LETTERS("Dead-letter topic"),
  /** Where an engine reads an input that it does not read at its source. */
  COPIES("Remote topic"),
  PINS("Topic"),
  /** What the engine creates by itself, when the route runs. */
  INTERNAL("Topic");

  private final String title;

  TopicUse(String title) {
    this.title = title;
  }

  /** How a message begins about such a topic. */
  public String title() {
    return title;
  }

  /** Whether the route itself writes there. */
  public boolean isWritten() {
    return this == RESULTS || this == LATE || this == DEAD_LETTERS;
  }

  /** Whether records of sources go there, with their timestamps. */
  boolean holdsRecords() {
    return isWritten() || this == COPIES;
  }
}
