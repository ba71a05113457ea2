package io.twinroute.flink.sink.internals;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * Results that a checkpoint counts as written were aborted by their cluster. Flink does not restart
 * the job, because the checkpoint cannot restore them.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class ResultsLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ResultsLostException(String message) {
    super(message);
  }
}
