package io.twinroute.mirror.render;

/** The forms in which the mirror configuration can be written out. */
public enum MirrorFormat {
  /** A JSON array of {@code {"name", "config"}} for the REST interface of a Connect cluster. */
  CONNECT("connect"),
  /** A properties file for {@code connect-mirror-maker.sh}. */
  PROPERTIES("properties"),
  /** A {@code KafkaMirrorMaker2} resource for each target cluster, as Strimzi's v1 API takes it. */
  STRIMZI("strimzi");

  private final String id;

  MirrorFormat(String id) {
    this.id = id;
  }

  /** The value of {@code --format}. */
  public String id() {
    return id;
  }
}
