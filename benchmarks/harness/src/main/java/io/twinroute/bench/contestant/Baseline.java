package io.twinroute.bench.contestant;

import io.twinroute.bench.lab.Build;
import io.twinroute.bench.lab.BuiltFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Another build, whose routes run beside this one's: once for the comparison, and once more, to
 * measure the noise between two equal builds.
 */
public final class Baseline {

  /** The suffix of its contestants' names. */
  public static final String SUFFIX = "@baseline";

  /** The suffix of those that run again. */
  public static final String AGAIN = "@baseline-again";

  private final Path home;

  private Baseline(Path home) {
    this.home = home;
  }

  /**
   * @throws IllegalArgumentException if nothing can be started there, see {@link
   *     BuiltFolder#require}
   */
  public static Baseline in(Path folder) {
    return new Baseline(BuiltFolder.require(folder));
  }

  /** These, and behind each route its two twins. */
  public List<Contestant> beside(List<Contestant> contestants) {
    return contestants.stream().flatMap(this::withTwins).toList();
  }

  // Each twin has a Connect worker of its own, because a shared one would be warmer than ours.
  private Stream<Contestant> withTwins(Contestant contestant) {
    return contestant instanceof Twinroute route
        ? Stream.of(route, route.of(new Build(SUFFIX, home)), route.of(new Build(AGAIN, home)))
        : Stream.of(contestant);
  }
}
