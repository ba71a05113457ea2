package io.twinroute.flink.sink.internals;

import io.twinroute.flink.timers.SharedTimers;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobInfo;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * A writer's context as Flink provides it, except for the mailbox: an action there that fails
 * because a record is refused for good fails with a {@link RecordRefusedException}. Its timers have
 * no thread of their own.
 */
public record StrictContext(WriterInitContext context) implements WriterInitContext {

  private static final Duration COUNTER_INTERVAL = Duration.ofSeconds(5);

  @Override
  public MailboxExecutor getMailboxExecutor() {
    return new StrictMailbox(context.getMailboxExecutor());
  }

  private record StrictMailbox(MailboxExecutor mailbox) implements MailboxExecutor {

    @Override
    public void execute(
        MailOptions options,
        ThrowingRunnable<? extends Exception> command,
        String description,
        Object... arguments) {
      mailbox.execute(options, () -> run(command), description, arguments);
    }

    private static void run(ThrowingRunnable<? extends Exception> command) throws Exception {
      try {
        command.run();
      } catch (Exception e) {
        RecordRefusedException.mustNotBeFinal(e);
        throw e;
      }
    }

    @Override
    public void yield() throws InterruptedException, FlinkRuntimeException {
      mailbox.yield();
    }

    @Override
    public boolean tryYield() throws FlinkRuntimeException {
      return mailbox.tryYield();
    }

    @Override
    public boolean shouldInterrupt() {
      return mailbox.shouldInterrupt();
    }
  }

  @Override
  public UserCodeClassLoader getUserCodeClassLoader() {
    return context.getUserCodeClassLoader();
  }

  /** The writer's only timer copies a counter of its producer's twice a second. */
  @Override
  public ProcessingTimeService getProcessingTimeService() {
    return new SharedTimers(context.getMailboxExecutor(), COUNTER_INTERVAL);
  }

  @Override
  public SinkWriterMetricGroup metricGroup() {
    return context.metricGroup();
  }

  @Override
  public SerializationSchema.InitializationContext asSerializationSchemaInitializationContext() {
    return context.asSerializationSchemaInitializationContext();
  }

  @Override
  public boolean isObjectReuseEnabled() {
    return context.isObjectReuseEnabled();
  }

  @Override
  public <T> TypeSerializer<T> createInputSerializer() {
    return context.createInputSerializer();
  }

  @Override
  public <T> Optional<Consumer<T>> metadataConsumer() {
    return context.metadataConsumer();
  }

  @Override
  public OptionalLong getRestoredCheckpointId() {
    return context.getRestoredCheckpointId();
  }

  @Override
  public JobInfo getJobInfo() {
    return context.getJobInfo();
  }

  @Override
  public TaskInfo getTaskInfo() {
    return context.getTaskInfo();
  }
}
