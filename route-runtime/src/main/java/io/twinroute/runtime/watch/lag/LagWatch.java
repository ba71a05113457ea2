package io.twinroute.runtime.watch.lag;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.pin.SourcePartition;
import io.twinroute.runtime.supervise.InputPositions;
import io.twinroute.runtime.supervise.RouteCounts;
import io.twinroute.runtime.supervise.SupervisedRoute;
import io.twinroute.runtime.watch.ClusterLoops;
import io.twinroute.runtime.watch.lag.FirstRecords.Answer;
import io.twinroute.runtime.watch.lag.FirstRecords.Question;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far routes are behind their sources. It takes part in the looks at the clusters, and asks
 * nothing where a route has read all that its source holds. Whoever wants to know a lag gets what
 * the last look has found, and waits for nothing. Routes may come and leave; thread-safe.
 */
public final class LagWatch {

  private static final Logger LOG = LoggerFactory.getLogger(LagWatch.class);

  private final ClusterLoops loops;
  private final Function<Cluster, Map<TopicPartition, Long>> ends;
  private volatile List<SupervisedRoute> routes = List.of();
  private final Map<Cluster, FirstRecords> firsts = new ConcurrentHashMap<>();
  private final Map<Cluster, CopyPositions> copies = new ConcurrentHashMap<>();

  /** What the last look at each cluster has found. */
  private final Map<Cluster, Map<SupervisedRoute, List<PartitionLag>>> lags =
      new ConcurrentHashMap<>();

  private final Look look = new Look();

  /**
   * @param loops runs the looks
   * @param ends where the committed records of the routes' sources on a cluster end, as of the last
   *     look at it; nothing of a partition that has not answered
   */
  public LagWatch(ClusterLoops loops, Function<Cluster, Map<TopicPartition, Long>> ends) {
    this.loops = loops;
    this.ends = ends;
  }

  /** Watches these routes, too. */
  public synchronized void add(Collection<SupervisedRoute> more) {
    routes = Stream.concat(routes.stream(), more.stream()).distinct().toList();
    lookAtClusters();
  }

  /** Watches these routes no more. */
  public synchronized void remove(Collection<SupervisedRoute> some) {
    routes = routes.stream().filter(route -> !some.contains(route)).toList();
    lookAtClusters();
  }

  private void lookAtClusters() {
    Set<Cluster> wanted = new LinkedHashSet<>();
    for (SupervisedRoute route : routes) {
      SourcePartition.of(route.route()).forEach(source -> wanted.add(source.cluster()));
      route.copies().ifPresent(copied -> wanted.add(copied.cluster()));
    }
    lags.keySet().retainAll(wanted);
    loops.lookAt(look, wanted);
  }

  /** Of each source partition and hop that is known: what is not yet through. */
  public List<PartitionLag> of(SupervisedRoute route) {
    return lags.values().stream()
        .flatMap(found -> found.getOrDefault(route, List.of()).stream())
        .toList();
  }

  /** What is known of a route that reads copies on another cluster. */
  private CopyPositions.Next copied(SupervisedRoute route, SourcePartition source) {
    CopyPositions positions = route.copies().map(each -> copies.get(each.cluster())).orElse(null);
    return positions == null ? CopyPositions.Next.UNKNOWN : positions.of(route, source);
  }

  /** The first offset that is not through a hop; empty if that is not known. */
  private OptionalLong next(
      SupervisedRoute route, RouteCounts counts, SourcePartition source, Hop hop) {
    return switch (hop) {
      case MIRROR -> copied(route, source).mirror();
      case ACCEPT -> read(route, counts, source);
      case COMMIT ->
          route.copies().isPresent()
              ? copied(route, source).commit()
              : committed(route, counts, source);
    };
  }

  private static OptionalLong read(
      SupervisedRoute route, RouteCounts counts, SourcePartition source) {
    InputPositions positions = counts.input(source.input()).positions();
    return positions.elsewhere().contains(source.partition()) || positions.lastOffsets().isEmpty()
        ? OptionalLong.empty()
        : behind(route, source, positions.lastOffset(source.partition()));
  }

  private static OptionalLong committed(
      SupervisedRoute route, RouteCounts counts, SourcePartition source) {
    OptionalLong last = counts.input(source.input()).positions().lastCommitted(source.partition());
    return last.isEmpty() ? last : behind(route, source, last.getAsLong());
  }

  /** A route that does not run yet has not said where it resumes. */
  private static OptionalLong behind(SupervisedRoute route, SourcePartition source, long last) {
    return last < 0 && !route.status().state().isAtWork()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(source.start(), last + 1));
  }

  private OptionalLong end(SourcePartition source) {
    if (source.stop().isPresent()) {
      return source.stop();
    }
    Long end = ends.apply(source.cluster()).get(source.at());
    return end == null ? OptionalLong.empty() : OptionalLong.of(end);
  }

  private final class Look implements ClusterLoops.Look {

    @Override
    public boolean look(Cluster cluster, Admin admin) {
      Counts counts = new Counts();
      List<SupervisedRoute> copied =
          routes.stream()
              .filter(route -> route.status().state().isAtWork())
              .filter(
                  route ->
                      route.copies().filter(each -> each.cluster().equals(cluster)).isPresent())
              .toList();
      if (!copied.isEmpty() || copies.containsKey(cluster)) {
        copies
            .computeIfAbsent(cluster, one -> new CopyPositions(loops.clusters(), one))
            .look(admin, copied, new Ahead(counts));
      }
      lookAtSources(cluster, counts);
      return !copied.isEmpty(); // the ends of the sources are another look's answers
    }

    @Override
    public void failed(Cluster cluster, RuntimeException why) {
      LOG.debug("cluster={} lag is not known", cluster.alias(), why);
      lags.remove(cluster);
      CopyPositions ofCluster = copies.get(cluster);
      if (ofCluster != null) {
        ofCluster.forget();
      }
    }

    @Override
    public void ended(Cluster cluster) {
      lags.remove(cluster);
      FirstRecords reader = firsts.remove(cluster);
      if (reader != null) {
        reader.close();
      }
      CopyPositions ofCluster = copies.remove(cluster);
      if (ofCluster != null) {
        ofCluster.close();
      }
    }
  }

  /** What routes have counted, each of them asked once. For one look. */
  private static final class Counts {
    private final Map<SupervisedRoute, RouteCounts> known = new HashMap<>();

    private RouteCounts of(SupervisedRoute route) {
      return known.computeIfAbsent(route, SupervisedRoute::counts);
    }
  }

  private final class Ahead implements CopyPositions.Ahead {
    private final Counts counts;

    private Ahead(Counts counts) {
      this.counts = counts;
    }

    @Override
    public OptionalLong read(SupervisedRoute route, SourcePartition source) {
      RouteCounts ofRoute = counts.of(route);
      boolean hasRead = ofRoute.position(source.input(), source.partition()) >= 0;
      return hasRead ? LagWatch.read(route, ofRoute, source) : OptionalLong.empty();
    }

    @Override
    public boolean holdsMore(SourcePartition source, long from) {
      OptionalLong end = end(source);
      return end.isEmpty() || from < end.getAsLong();
    }
  }

  /** A partition and a hop, of which it is not known yet what the oldest record is. */
  private record Open(SupervisedRoute route, SourcePartition source, Hop hop, long next, long end) {

    @Nullable Question question() {
      return next < end ? new Question(source.at(), next, end) : null;
    }
  }

  /** A partition whose end is not known keeps nobody from the others. */
  private void lookAtSources(Cluster cluster, Counts all) {
    List<Open> open = new ArrayList<>();
    Set<Boolean> endsAreKnown = new HashSet<>();
    for (SupervisedRoute route : routes) {
      RouteCounts counts = all.of(route);
      for (SourcePartition source : SourcePartition.of(route.route())) {
        if (!source.cluster().equals(cluster)) {
          continue;
        }
        OptionalLong end = end(source);
        endsAreKnown.add(end.isPresent());
        for (Hop hop : Hop.values()) {
          OptionalLong next = next(route, counts, source, hop);
          if (next.isPresent() && end.isPresent()) {
            open.add(new Open(route, source, hop, next.getAsLong(), end.getAsLong()));
          }
        }
      }
    }
    Map<Question, Answer> answers = answers(cluster, open);
    Map<SupervisedRoute, List<PartitionLag>> before = lags.getOrDefault(cluster, Map.of());
    Map<SupervisedRoute, List<PartitionLag>> now = new LinkedHashMap<>();
    for (Open each : open) {
      PartitionLag lag = lag(each, answers, before.getOrDefault(each.route(), List.of()));
      if (lag != null) {
        now.computeIfAbsent(each.route(), one -> new ArrayList<>()).add(lag);
      }
    }
    lags.put(cluster, now);
    if (endsAreKnown.equals(Set.of(false))) {
      throw new RouteFailedException(
          "Cluster '%s' does not say where its topics end.".formatted(cluster.alias()));
    }
  }

  private Map<Question, Answer> answers(Cluster cluster, List<Open> open) {
    Set<Question> questions = new HashSet<>();
    for (Open each : open) {
      Question question = each.question();
      if (question != null) {
        questions.add(question);
      }
    }
    return questions.isEmpty() && !firsts.containsKey(cluster)
        ? new HashMap<>()
        : firsts
            .computeIfAbsent(
                cluster, one -> new FirstRecords(loops.clusters(), one, ConsumerRecord::timestamp))
            .answer(questions);
  }

  /** Null if it is not known yet. */
  private static @Nullable PartitionLag lag(
      Open open, Map<Question, Answer> answers, List<PartitionLag> before) {
    Question question = open.question();
    if (question == null) {
      return new PartitionLag(open.source(), open.hop(), open.next(), 0, OptionalLong.empty());
    }
    Answer answer = answers.get(question);
    if (answer == null) {
      return before.stream()
          .filter(each -> each.hop() == open.hop() && each.source().equals(open.source()))
          .findFirst()
          .orElse(null);
    }
    if (answer.offset().isEmpty()) { // nothing but markers
      return new PartitionLag(open.source(), open.hop(), open.next(), 0, OptionalLong.empty());
    }
    return new PartitionLag(
        open.source(),
        open.hop(),
        open.next(),
        open.end() - open.next(),
        answer.value() < 0 ? OptionalLong.empty() : OptionalLong.of(answer.value()));
  }
}
