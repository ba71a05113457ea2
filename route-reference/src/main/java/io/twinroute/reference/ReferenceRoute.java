package io.twinroute.reference;

/**
 * What the reference needs to know of a route.
 *
 * @param maxRecordBytes a source record or a result of more bytes is a dead letter
 */
public record ReferenceRoute(
    ReferenceSide left, ReferenceSide right, ReferenceRule join, int maxRecordBytes) {

  /** What holds for a route that says nothing of it and whose topics do not exist yet. */
  public static final int MAX_RECORD_BYTES = 16 * 1024 * 1024;

  /** A route that says nothing of its records' size. */
  public ReferenceRoute(ReferenceSide left, ReferenceSide right, ReferenceRule join) {
    this(left, right, join, MAX_RECORD_BYTES);
  }
}
