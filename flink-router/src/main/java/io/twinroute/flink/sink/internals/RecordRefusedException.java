package io.twinroute.flink.sink.internals;

import io.twinroute.runtime.cluster.Refusal;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * A cluster refuses a record of this size. Flink does not restart the job, which would meet the
 * same record after its last checkpoint.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class RecordRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private RecordRefusedException(Exception cause) {
    super("a record is refused for good", cause);
  }

  /**
   * Checks that a restarted job may get past this failure.
   *
   * @throws RecordRefusedException if it may not
   */
  static void mustNotBeFinal(Exception failure) {
    if (Refusal.isFinal(failure)) {
      throw new RecordRefusedException(failure);
    }
  }
}
