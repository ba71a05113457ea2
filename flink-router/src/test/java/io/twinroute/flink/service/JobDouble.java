package io.twinroute.flink.service;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.util.OptionalFailure;

/** A job that answers as scripted, and remembers its requests. */
class JobDouble implements JobClient {
  final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  /** The last one stays. */
  final Deque<JobStatus> statuses = new ConcurrentLinkedDeque<>();

  /** Its answers to requests to stop with a savepoint; the last one stays. */
  final Deque<CompletableFuture<String>> savepoints =
      new ArrayDeque<>(List.of(CompletableFuture.completedFuture("savepoint-1")));

  final CompletableFuture<JobExecutionResult> result = new CompletableFuture<>();
  CompletableFuture<Void> cancelled = CompletableFuture.completedFuture(null);
  volatile Map<String, Object> accumulators = Map.of();

  /** What the result holds once a savepoint has stopped the job. */
  volatile Map<String, Object> lastAccumulators = Map.of();

  void takesNoSavepoint(RuntimeException why) {
    savepoints.clear();
    savepoints.add(CompletableFuture.failedFuture(why));
  }

  @Override
  public CompletableFuture<String> stopWithSavepoint(
      boolean drain, String directory, SavepointFormatType format) {
    calls.add((drain ? "drain to " : "stop to ") + directory);
    CompletableFuture<String> savepoint = next(savepoints);
    savepoint.thenRun(this::end);
    return savepoint;
  }

  private void end() {
    Map<String, OptionalFailure<Object>> last = new HashMap<>();
    lastAccumulators.forEach((name, value) -> last.put(name, OptionalFailure.of(value)));
    result.complete(new JobExecutionResult(getJobID(), 0, last));
  }

  @Override
  public CompletableFuture<Void> cancel() {
    calls.add("cancel");
    return cancelled.thenRun(() -> result.cancel(false));
  }

  @Override
  public CompletableFuture<JobStatus> getJobStatus() {
    JobStatus status = next(statuses);
    calls.add(status.name());
    return CompletableFuture.completedFuture(status);
  }

  private static <T> T next(Deque<T> answers) {
    return answers.size() > 1 ? answers.remove() : answers.element();
  }

  @Override
  public JobID getJobID() {
    return JobID.fromHexString("0123456789abcdef0123456789abcdef");
  }

  @Override
  public CompletableFuture<Map<String, Object>> getAccumulators() {
    return CompletableFuture.completedFuture(accumulators);
  }

  @Override
  public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
    return result;
  }

  @Override
  public CompletableFuture<String> triggerSavepoint(String directory, SavepointFormatType format) {
    throw new UnsupportedOperationException();
  }
}
