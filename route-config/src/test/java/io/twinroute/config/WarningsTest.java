package io.twinroute.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.Repartition;
import io.twinroute.config.plan.RouteFile;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WarningsTest {

  private static final String ROUTE = "twinroute.routes.paid-orders.";
  private static final String RENAMED =
      ROUTE + "exchange: is called repartition now; use the new name";
  private static final String NEW_VARIABLE = "TWINROUTE_ROUTES_PAID_ORDERS_REPARTITION";
  private static final String OLD_VARIABLE = "TWINROUTE_ROUTES_PAID_ORDERS_EXCHANGE";

  @Test
  void shouldNotWarnOfAFileInWhichEverythingIsRight() throws Exception {
    assertThat(Yaml.plan(with("repartition: always")).warnings()).isEmpty();
  }

  @Test
  void shouldReadAFormerNameAndNameTheNewOne() throws Exception {
    // when
    RouteFile file = Yaml.plan(with("exchange: always"));

    // then
    assertThat(repartition(file)).isEqualTo(Repartition.ALWAYS);
    assertThat(file.warnings()).containsExactly(RENAMED);
  }

  @Test
  void shouldWarnOfEachRouteInTheOrderOfTheFile() throws Exception {
    // given
    String yaml = with("exchange: auto");
    String first = yaml.substring(yaml.indexOf("    paid-orders:"));
    String second = first.replace("paid-orders", "all-orders");

    // when / then
    assertThat(Yaml.plan(yaml + second).warnings())
        .containsExactly(RENAMED, RENAMED.replace("paid-orders", "all-orders"));
  }

  @Test
  void shouldRejectBothNamesAtOnce() {
    assertThat(Yaml.problems(with("repartition: always\n      exchange: always")))
        .containsExactly(
            ROUTE + "exchange: is the former name of repartition, which is set too; remove it");
  }

  @Test
  void shouldRejectBothNamesAmongVariables() {
    assertThat(Yaml.problems(Yaml.VALID, Map.of(NEW_VARIABLE, "always", OLD_VARIABLE, "always")))
        .containsExactly(
            ROUTE + "exchange: is the former name of repartition, which is set too; remove it");
  }

  @Test
  void shouldOverrideUnderEitherName() throws Exception {
    for (String written : new String[] {"repartition: auto", "exchange: auto", "parallelism: 2"}) {
      for (String variable : new String[] {NEW_VARIABLE, OLD_VARIABLE}) {
        // when
        RouteFile file = Yaml.plan(with(written), Map.of(variable, "always"));

        // then
        assertThat(repartition(file)).as(written + ", " + variable).isEqualTo(Repartition.ALWAYS);
        boolean old = written.startsWith("exchange") || variable.equals(OLD_VARIABLE);
        assertThat(file.warnings()).as(written + ", " + variable).hasSize(old ? 1 : 0);
      }
    }
  }

  private static Repartition repartition(RouteFile file) {
    return file.routes().get(0).repartition();
  }

  private static String with(String line) {
    return Yaml.VALID.replace("delivery: exactly-once", line);
  }
}
