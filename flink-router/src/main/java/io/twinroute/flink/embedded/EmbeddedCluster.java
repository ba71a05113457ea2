package io.twinroute.flink.embedded;

import io.twinroute.runtime.SharedThread;
import io.twinroute.runtime.pin.PinnedRoute;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one Flink cluster of a router's process, which the jobs of all its routes share. It starts
 * with the first job, and again if it has ended. It has one task manager, and further ones for
 * later routes that do not fit. A job that fails leaves the others alone. A task manager in a
 * separate process would be restarted after a fatal error; here, another one replaces it, and all
 * jobs resume. Thread-safe.
 */
public final class EmbeddedCluster implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedCluster.class);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration END_TIMEOUT = Duration.ofSeconds(10);

  /** The results of jobs that have ended; each is requested once, at its end. */
  private static final int ENDED_JOBS = 100;

  private static final Duration ENDED_JOBS_FOR = Duration.ofMinutes(5);

  private final EmbeddedSize size;
  private final Duration heartbeat;
  private final Duration connectTimeout;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          work -> SharedThread.of("flink-task-managers", work));
  private @Nullable MiniCluster cluster;

  /** By name, the routes whose jobs need room. */
  private final Map<String, PinnedRoute> routes = new HashMap<>();

  private int wanted = 1;
  private boolean complete;
  private long expectedSince;
  private boolean closed;

  /**
   * @param size of each task manager
   * @param heartbeat how often a task manager reports its tasks' counters
   */
  public EmbeddedCluster(EmbeddedSize size, Duration heartbeat) {
    this(size, heartbeat, POLL, CONNECT_TIMEOUT);
  }

  /**
   * @param poll how often it looks for task managers that have ended
   * @param connectTimeout how long a task manager may take to connect
   */
  EmbeddedCluster(EmbeddedSize size, Duration heartbeat, Duration poll, Duration connectTimeout) {
    this.size = size;
    this.heartbeat = heartbeat;
    this.connectTimeout = connectTimeout;
    watch.scheduleWithFixedDelay(
        this::replaceTaskManager, poll.toMillis(), poll.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Makes sure that jobs of these routes find slots and network memory beside the running ones. If
   * the task managers have too little left, further ones start.
   *
   * @param more a route replaces one of the same name
   * @throws IllegalStateException if no further task manager can start
   */
  public synchronized void makeRoom(Collection<PinnedRoute> more) {
    Map<String, PinnedRoute> all = new HashMap<>(routes);
    more.forEach(route -> all.put(route.plan().name(), route));
    MiniCluster current = cluster;
    for (int needed = size.taskManagersFor(all.values()); wanted < needed; wanted++) {
      if (current != null && current.isRunning()) {
        LOG.info("Flink gets task manager {} for further routes", wanted + 1);
        start(current);
      }
    }
    routes.putAll(all);
  }

  private void start(MiniCluster current) {
    try {
      current.startTaskManager();
      expectTaskManagers();
    } catch (Exception | OutOfMemoryError e) { // of memory outside the heap, where buffers are
      throw new IllegalStateException("no further task manager starts in this process: " + e, e);
    }
  }

  /** Keeps room only for routes of these names; running task managers stay. */
  public synchronized void keepRoom(Collection<String> names) {
    routes.keySet().retainAll(names);
  }

  /** An environment whose job runs here. */
  public StreamExecutionEnvironment environment(Configuration settings) {
    Configuration job = new Configuration(settings);
    // One budget for all stores: a slot's share of managed memory would be too small for any.
    job.set(RocksDBOptions.USE_MANAGED_MEMORY, false);
    return EmbeddedExecutor.environment(job, this::running);
  }

  /** Asks for a checkpoint of a job; the future is done when the checkpoint is complete. */
  public synchronized CompletableFuture<?> checkpoint(JobID job) {
    return cluster == null
        ? CompletableFuture.failedFuture(new IllegalStateException("no job was submitted"))
        : cluster.triggerCheckpoint(job);
  }

  /** What is known of a job's checkpoints. */
  public synchronized CompletableFuture<CheckpointStatsSnapshot> checkpoints(JobID job) {
    return cluster == null
        ? CompletableFuture.failedFuture(new IllegalStateException("no job was submitted"))
        : cluster
            .getExecutionGraph(job)
            .thenApply(
                graph ->
                    Objects.requireNonNullElseGet(
                        graph.getCheckpointStatsSnapshot(), CheckpointStatsSnapshot::empty));
  }

  private synchronized MiniCluster running() throws Exception {
    if (closed) {
      throw new IllegalStateException("the router is stopping");
    }
    MiniCluster current = cluster;
    if (current == null || !current.isRunning()) {
      current = new MiniCluster(configuration());
      current.start();
      cluster = current;
      expectTaskManagers();
    }
    return current;
  }

  private MiniClusterConfiguration configuration() {
    Configuration settings = new Configuration();
    settings.set(RestOptions.BIND_PORT, "0");
    settings.set(WebOptions.SUBMIT_ENABLE, false);
    settings.set(WebOptions.CANCEL_ENABLE, false);
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, size.network());
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, size.network());
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ZERO);
    settings.set(RocksDBOptions.FIX_PER_TM_MEMORY_SIZE, size.rocksDb());
    settings.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, heartbeat);
    settings.set(JobManagerOptions.JOB_STORE_MAX_CAPACITY, ENDED_JOBS);
    settings.set(JobManagerOptions.JOB_STORE_EXPIRATION_TIME, ENDED_JOBS_FOR.toSeconds());
    return new MiniClusterConfiguration.Builder()
        .setConfiguration(settings)
        .setNumTaskManagers(wanted)
        .setNumSlotsPerTaskManager(size.slots())
        .setRpcServiceSharing(RpcServiceSharing.SHARED)
        .build();
  }

  /** Starts a task manager to replace one that has ended. */
  private void replaceTaskManager() {
    MiniCluster current = current();
    if (current == null || !current.isRunning()) {
      return;
    }
    int taskManagers = taskManagers(current);
    synchronized (this) {
      if (closed || current != cluster) {
        return;
      }
      if (taskManagers >= wanted) {
        complete = true;
      } else if (taskManagers >= 0 && (complete || isOverdue())) {
        startTaskManager(current);
      }
    }
  }

  /** One has been started, and needs a moment to connect. */
  private void expectTaskManagers() {
    complete = false;
    expectedSince = System.nanoTime();
  }

  /** It may also have ended before anybody saw it connected. */
  private boolean isOverdue() {
    return System.nanoTime() - expectedSince > connectTimeout.toNanos();
  }

  private void startTaskManager(MiniCluster current) {
    LOG.warn("Flink's task manager has ended; the lines before this one say why. Another starts");
    try {
      current.startTaskManager();
      expectTaskManagers();
    } catch (Exception e) {
      LOG.warn("no task manager starts; the next try follows", e);
    }
  }

  /** How many are connected; -1 if the cluster does not report it. */
  private static int taskManagers(MiniCluster cluster) {
    try {
      return cluster
          .requestClusterOverview()
          .get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
          .getNumTaskManagersConnected();
    } catch (ExecutionException | TimeoutException | IllegalStateException e) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  /** The newest, whether it runs or not. */
  synchronized @Nullable MiniCluster current() {
    return cluster;
  }

  /** Ends the cluster, and with it each job that still runs. */
  @Override
  public void close() {
    watch.shutdownNow();
    MiniCluster last;
    synchronized (this) {
      closed = true;
      last = cluster;
    }
    if (last != null) {
      try {
        last.closeAsync().get(END_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException | TimeoutException e) {
        LOG.debug("Flink's cluster did not end in order", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
