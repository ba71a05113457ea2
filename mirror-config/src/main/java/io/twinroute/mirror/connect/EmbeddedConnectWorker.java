package io.twinroute.mirror.connect;

import io.twinroute.config.plan.Cluster;
import io.twinroute.kstreams.engine.MirrorNames;
import io.twinroute.mirror.MirrorException;
import io.twinroute.mirror.connect.internals.NamedConnect;
import io.twinroute.mirror.secrets.WorkerSecrets;
import io.twinroute.mirror.secrets.WorkerToken;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Clusters;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.runtime.Connect;
import org.apache.kafka.connect.runtime.distributed.DistributedHerder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A distributed Connect worker inside this process, on the target cluster, with exactly-once source
 * support.
 *
 * <p>Its REST interface listens on the loopback address only, and takes requests from routers to
 * the same target: they know its token. Connectors name secrets by references to the clusters that
 * this process knows. Workers of several processes on one machine share the connectors; processes
 * on several machines cannot reach each other's workers and should name a Connect cluster of their
 * own instead.
 */
public final class EmbeddedConnectWorker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedConnectWorker.class);
  private static final Duration CLUSTER_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(90);
  private static final Duration READY_CHECK = Duration.ofMillis(50);

  private final Cluster target;
  private final Connect<DistributedHerder> connect;
  private final WorkerSecrets secrets;
  private final String authorization;

  private EmbeddedConnectWorker(
      Cluster target,
      Connect<DistributedHerder> connect,
      WorkerSecrets secrets,
      String authorization) {
    this.target = target;
    this.connect = connect;
    this.secrets = secrets;
    this.authorization = authorization;
  }

  /**
   * Starts a worker on {@code target} and returns once it has joined its group and takes
   * connectors.
   *
   * @param known all clusters that connectors may name, with their secrets
   * @throws MirrorException if the cluster does not answer or the worker does not come up
   */
  public static EmbeddedConnectWorker start(
      Clusters clusters, Cluster target, Collection<Cluster> known) {
    int brokers = brokers(target);
    String token = token(clusters, target);
    WorkerSecrets secrets = WorkerSecrets.keep(settings(known), token);
    EmbeddedConnectWorker worker;
    try {
      worker =
          new EmbeddedConnectWorker(
              target,
              startConnect(target, WorkerConfig.of(target, brokers, secrets)),
              secrets,
              WorkerToken.authorization(token));
    } catch (RuntimeException e) {
      secrets.close();
      throw e;
    }
    worker.awaitReady();
    LOG.info("Connect worker is ready, cluster={} url={}", target.alias(), worker.url());
    return worker;
  }

  private static Map<String, Map<String, String>> settings(Collection<Cluster> clusters) {
    return clusters.stream()
        .collect(Collectors.toMap(Cluster::alias, Cluster::properties, (one, same) -> one));
  }

  private static Connect<DistributedHerder> startConnect(
      Cluster target, Map<String, String> config) {
    // Connect ends the process when its main thread fails; here that is for the router to decide.
    Exit.setExitProcedure(EmbeddedConnectWorker::refuseToExit);
    // And stops the worker as soon as the process is asked to end, before the routes have stopped;
    // the process would wait for that however long it takes.
    Exit.setShutdownHookAdder((name, hook) -> {});
    Thread thread = Thread.currentThread();
    ClassLoader contextClassLoader = thread.getContextClassLoader();
    try {
      return connect(target).startConnect(config);
    } catch (KafkaException e) {
      throw new MirrorException(
          "the Connect worker on " + target + " cannot start: " + e.getMessage(), e);
    } finally {
      // Connect leaves its plugin class loader behind on the thread that starts it.
      thread.setContextClassLoader(contextClassLoader);
    }
  }

  private static ConnectDistributed connect(Cluster target) {
    return target.naming().isPlain()
        ? new ConnectDistributed()
        : new NamedConnect(MirrorNames.workerTransactionalId(target));
  }

  /** From now on connectors may name these clusters, too. */
  public void learn(Collection<Cluster> more) {
    secrets.learn(settings(more));
  }

  /** A client that the REST interface lets in. */
  public ConnectClient client() {
    return new ConnectClient(url(), authorization);
  }

  private URI url() {
    String url = connect.rest().advertisedUrl().toString();
    return URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
  }

  /**
   * Whether the worker still runs; once it does not, only a new one helps, and its log says why.
   */
  public boolean isAlive() {
    return !connect.herderTask().isDone();
  }

  /** Stops tasks and connectors, commits what they have copied, and leaves the group. */
  @Override
  public void close() {
    try {
      connect.stop();
    } finally {
      secrets.close();
    }
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + READY_TIMEOUT.toNanos();
    while (!connect.herder().isReady()) {
      boolean alive = isAlive();
      if (!alive || System.nanoTime() - deadline > 0) {
        close();
        throw new MirrorException(
            "the Connect worker on "
                + target
                + (alive
                    ? " did not join its group within " + READY_TIMEOUT.toSeconds() + " s"
                    : " stopped while it was starting")
                + "; the log lines before this one name the reason");
      }
      try {
        Thread.sleep(READY_CHECK.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        close();
        throw new MirrorException("interrupted while a Connect worker started on " + target, e);
      }
    }
  }

  private static String token(Clusters clusters, Cluster target) {
    try {
      return WorkerToken.of(clusters, target);
    } catch (RouteFailedException e) {
      throw new MirrorException("no Connect worker can be started: " + e.getMessage(), e);
    }
  }

  private static int brokers(Cluster target) {
    Map<String, Object> config = new HashMap<>(target.properties());
    config.put("bootstrap.servers", target.bootstrapServers());
    try (Admin admin = Admin.create(config)) {
      // The call's own limit: with a limit on the wait alone, close() would keep waiting for it.
      DescribeClusterOptions limit =
          new DescribeClusterOptions().timeoutMs((int) CLUSTER_TIMEOUT.toMillis());
      return admin.describeCluster(limit).nodes().get().size();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MirrorException("interrupted while asking " + target + " for its brokers", e);
    } catch (ExecutionException | KafkaException e) {
      Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
      throw new MirrorException(
          "the target cluster " + target + " does not answer: " + cause.getMessage(), e);
    }
  }

  private static void refuseToExit(int status, String message) {
    LOG.error("the Connect worker ends with status {}; the process continues without it", status);
    throw new WorkerExitException(status);
  }

  /** Thrown in the place where Connect wants to end the process. */
  private static final class WorkerExitException extends ConnectException {
    private static final long serialVersionUID = 1L;

    WorkerExitException(int status) {
      super("it ended with status " + status + "; the log lines before this one name the reason");
    }
  }
}
