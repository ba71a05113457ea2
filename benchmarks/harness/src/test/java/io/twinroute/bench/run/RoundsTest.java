package io.twinroute.bench.run;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.bench.contestant.Contestant;
import io.twinroute.bench.contestant.Inputs;
import io.twinroute.bench.lab.Lab;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundsTest {

  private static final List<Contestant> ALONE = List.of(of("a"), of("b"), of("c"), of("d"));

  private static final List<Contestant> WITH_TWINS =
      List.of(of("a", "a"), of("b", "b"), of("b", "b@1"), of("b", "b@2"), of("c", "c"));

  @Test
  void shouldShuffleEachRoundForItself() {
    List<Contestant> shuffled = new ArrayList<>(ALONE);
    Collections.shuffle(shuffled, new Random(7));

    assertThat(Rounds.order(ALONE, 7)).isEqualTo(shuffled).isNotEqualTo(Rounds.order(ALONE, 8));
  }

  @Test
  void shouldLetBuildsOfARouteBeNeighbours() {
    assertThat(IntStream.rangeClosed(1, 20).mapToObj(n -> names(WITH_TWINS, n)))
        .allSatisfy(
            names -> {
              assertThat(names).containsExactlyInAnyOrder("a", "b", "b@1", "b@2", "c");
              int first =
                  IntStream.range(0, 5).filter(i -> names.get(i).startsWith("b")).min().getAsInt();
              assertThat(names.subList(first, first + 3)).allMatch(name -> name.startsWith("b"));
            });
  }

  @Test
  void shouldGiveEachBuildEachPlaceEquallyOften() {
    Map<String, Long> firsts =
        IntStream.rangeClosed(1, 9)
            .mapToObj(n -> names(WITH_TWINS, n))
            .map(names -> names.stream().filter(name -> name.startsWith("b")).findFirst().get())
            .collect(groupingBy(name -> name, counting()));

    assertThat(firsts).isEqualTo(Map.of("b", 3L, "b@1", 3L, "b@2", 3L));
  }

  @Test
  void shouldHaveEachOrderOfThreeBuildsOnceInSixRounds() {
    assertThat(
            IntStream.rangeClosed(1, 6)
                .mapToObj(n -> names(WITH_TWINS.subList(1, 4), n))
                .distinct())
        .hasSize(6);
  }

  private static List<String> names(List<Contestant> contestants, int number) {
    return Rounds.order(contestants, number).stream().map(Contestant::name).toList();
  }

  private static Contestant of(String name) {
    return of(name, name);
  }

  private static Contestant of(String route, String name) {
    return new Named(route, name);
  }

  private record Named(String route, String name) implements Contestant {

    @Override
    public Started start(Lab lab, Inputs inputs, String run, Path folder) {
      throw new UnsupportedOperationException();
    }
  }
}
