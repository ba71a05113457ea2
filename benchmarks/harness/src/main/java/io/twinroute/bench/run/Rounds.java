package io.twinroute.bench.run;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.twinroute.bench.contestant.Contestant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;

/** The order in which contestants run. */
final class Rounds {

  private Rounds() {}

  /**
   * No contestant follows the same one in every round, because leftover work would count for the
   * next. Builds of one route are neighbours, so that a machine that gets slower does so for all of
   * them.
   *
   * @param number of the round; the first is 1
   */
  static List<Contestant> order(List<Contestant> contestants, int number) {
    List<List<Contestant>> routes =
        new ArrayList<>(
            contestants.stream()
                .collect(groupingBy(Contestant::route, LinkedHashMap::new, toList()))
                .values());
    Collections.shuffle(routes, new Random(number));
    return routes.stream()
        .map(builds -> turned(builds, number))
        .flatMap(Collection::stream)
        .toList();
  }

  /** Of three, each comes first, second and last equally often, and each order once in six. */
  private static List<Contestant> turned(List<Contestant> builds, int number) {
    List<Contestant> order = new ArrayList<>(builds);
    int turn = number - 1;
    Collections.rotate(order, turn);
    if (turn / order.size() % 2 == 1) {
      Collections.reverse(order);
    }
    return order;
  }
}
