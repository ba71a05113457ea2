package io.twinroute.flink.sink.internals;

import io.twinroute.runtime.cluster.Refusal;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * A cluster does not take a record of this size. Flink does not restart a job for it: from its last
 * checkpoint, it would come to the same record.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class RecordRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private RecordRefusedException(Exception cause) {
    super("a record is refused for good", cause);
  }

  /**
   * Checks that a job that is restarted may get further than to this failure.
   *
   * @throws RecordRefusedException if it may not
   */
  static void mustNotBeFinal(Exception failure) {
    if (Refusal.isFinal(failure)) {
      throw new RecordRefusedException(failure);
    }
  }
}
