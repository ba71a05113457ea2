package io.twinroute.reference;

import org.jspecify.annotations.Nullable;

/**
 * What the reference needs to know of a route.
 *
 * @param maxRecordBytes a source record or a result of more bytes is a dead letter
 * @param result what results hold
 * @param where a CEL condition on results; null: none
 */
public record ReferenceRoute(
    ReferenceSide left,
    ReferenceSide right,
    ReferenceRule join,
    int maxRecordBytes,
    ReferenceResult result,
    @Nullable String where) {

  /** What holds for a route that says nothing of it and whose topics do not exist yet. */
  public static final int MAX_RECORD_BYTES = 16 * 1024 * 1024;

  /**
   * A route whose one input passes through: it takes the place of both.
   *
   * @param maxRecordBytes as above
   * @param result as above
   * @param where as above
   */
  public static ReferenceRoute passThrough(
      ReferenceSide input, int maxRecordBytes, ReferenceResult result, @Nullable String where) {
    return new ReferenceRoute(
        input, input, new ReferenceRule.PassThrough(), maxRecordBytes, result, where);
  }

  /** Whether its one input passes through. */
  public boolean passesThrough() {
    return join instanceof ReferenceRule.PassThrough;
  }

  /** A route that says nothing of its records' size. */
  public ReferenceRoute(ReferenceSide left, ReferenceSide right, ReferenceRule join) {
    this(left, right, join, MAX_RECORD_BYTES);
  }

  /** A route that writes all its results, which hold all of both records. */
  public ReferenceRoute(
      ReferenceSide left, ReferenceSide right, ReferenceRule join, int maxRecordBytes) {
    this(left, right, join, maxRecordBytes, ReferenceResult.WHOLE, null);
  }
}
