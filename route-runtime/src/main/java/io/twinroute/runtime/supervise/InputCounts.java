package io.twinroute.runtime.supervise;

/**
 * How far a run is with one input. Counts are of this run alone; positions continue from run to
 * run.
 *
 * @param read records read
 * @param rejected those of them that take no part
 */
public record InputCounts(long read, Rejections rejected, InputPositions positions) {

  /** Nothing read yet. */
  public static final InputCounts NONE = new InputCounts(0, Rejections.NONE, InputPositions.NONE);
}
