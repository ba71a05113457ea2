package io.twinroute.runtime.cluster.contact;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.contact.internals.AdvertisedBrokers;
import io.twinroute.runtime.failure.Failure.Interrupted;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at all addresses of a cluster at the same time: any of them may never answer. */
final class Looks {

  private static final Logger LOG = LoggerFactory.getLogger(Looks.class);

  /** For all looks together, and for each step of asking for brokers. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Cluster cluster;

  Looks(Cluster cluster) {
    this.cluster = cluster;
  }

  /** What answers in time at the addresses that the route file names, in their order. */
  List<Answer> atNamed(Function<Address, Answer> look) {
    return at(Address.of(cluster), look);
  }

  /** What answers in time at the addresses of these answers, looked at in another way. */
  List<Answer> again(List<Answer> answers, Function<Address, Answer> look) {
    return at(answers.stream().map(Answer::address).toList(), look);
  }

  /**
   * What answers in time at the addresses that the cluster advertises, by its brokers' ids; empty
   * if it does not report them.
   *
   * @param named those to ask, one after the other until one answers
   */
  Map<Integer, Answer> atAdvertised(List<Answer> named, Function<Address, Answer> look) {
    Map<Integer, Answer> answers = new TreeMap<>();
    List<Node> brokers = List.copyOf(brokers(named));
    List<Address> addresses = brokers.stream().map(Address::of).toList();
    for (Answer answer : at(addresses.stream().distinct().toList(), look)) {
      for (Node broker : brokers) {
        if (Address.of(broker).equals(answer.address())) {
          answers.put(broker.id(), answer);
        }
      }
    }
    return answers;
  }

  private Collection<Node> brokers(List<Answer> named) {
    Map<String, Object> settings = new HashMap<>(cluster.properties());
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers());
    for (Answer answer : named) {
      Address address = answer.address();
      if (answer.isReachable()) {
        try {
          return AdvertisedBrokers.toldBy(address.host(), address.port(), settings, PATIENCE);
        } catch (IOException | KafkaException e) {
          LOG.debug("cluster={} address={} reports no brokers", cluster.alias(), address, e);
        }
      }
    }
    return List.of();
  }

  private List<Answer> at(List<Address> addresses, Function<Address, Answer> look) {
    if (addresses.isEmpty()) {
      return List.of();
    }
    ExecutorService workers = Executors.newFixedThreadPool(addresses.size(), this::daemon);
    try {
      List<Callable<Answer>> looks =
          addresses.stream().<Callable<Answer>>map(each -> () -> look.apply(each)).toList();
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> each :
          workers.invokeAll(looks, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        if (!each.isCancelled()) {
          answers.add(each.get());
        }
      }
      return answers;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RouteFailedException(new Interrupted("looking at cluster " + cluster), e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      workers.shutdownNow();
    }
  }

  private Thread daemon(Runnable look) {
    Thread thread = new Thread(look, "contact-" + cluster.alias());
    thread.setDaemon(true);
    return thread;
  }
}
