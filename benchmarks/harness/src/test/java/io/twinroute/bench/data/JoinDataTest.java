package io.twinroute.bench.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JoinDataTest {

  private static final int RECORDS = 5_000;

  @Test
  void shouldHaveAPairOrTwoRecordsAloneForEachNumber() {
    OrderData data = new OrderData(0, RECORDS, 200, 20);

    assertThat(data.results()).isEqualTo(RECORDS + RECORDS / 5);
    assertThat(alone(data)).isEqualTo(2 * RECORDS / 5);
  }

  @Test
  void shouldCountPairsOfSkewedKeysAsTheyAre() {
    SkewedData data = new SkewedData(0, RECORDS, 200, 20);
    long pairs = 0;
    for (int left = 0; left < RECORDS; left++) {
      for (int right = Math.max(0, left - 20); right < Math.min(RECORDS, left + 21); right++) {
        pairs += key(data.left(left)).equals(key(data.right(right))) ? 1 : 0;
      }
    }

    assertThat(data.results()).isEqualTo(pairs).isPositive();
  }

  @Test
  void shouldSkewKeysAsZipfHasIt() {
    SkewedData data = new SkewedData(0, RECORDS, 200, 20);
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < RECORDS; i++) {
      counts.merge(key(data.left(i)), 1, Integer::sum);
    }

    // The n-th key is 1 / n^0.99 as frequent as the first one.
    assertThat(counts.get("o-0")).isBetween(RECORDS / 15, RECORDS / 11);
    assertThat(counts.get("o-0") / (double) counts.get("o-9")).isBetween(6.0, 16.0);
  }

  @Test
  void shouldLookUpCustomersThatAreThereBefore() {
    CustomerData data = new CustomerData(0, 10, 1_000, 200);

    for (int i = 0; i < data.lefts(); i++) {
      int customer = Integer.parseInt(key(data.left(i)).substring(2));
      assertThat(key(data.right(customer))).isEqualTo(key(data.left(i)));
      assertThat(data.right(customer).time()).isLessThan(data.left(i).time());
    }
  }

  @Test
  void shouldMakeValuesOfTheSizeThatIsAskedFor() throws Exception {
    TimedRecord order = new OrderData(0, 1, 1_000, 0).left(0);

    assertThat(order.value()).hasSize(1_000);
    assertThat(new ObjectMapper().readTree(order.value()).get("orderId").asText())
        .isEqualTo(key(order));
  }

  @Test
  void shouldNumberLiveRecords() throws Exception {
    LiveData data = new LiveData(200);
    ObjectMapper json = new ObjectMapper();

    assertThat(new String(data.key(42), UTF_8)).isEqualTo("o-0000000042");
    assertThat(json.readTree(data.order(42)).get("orderId").asText()).isEqualTo("o-0000000042");
    assertThat(json.readTree(data.payment(42)).get("orderId").asText()).isEqualTo("o-0000000042");
  }

  private static int alone(JoinData data) {
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < data.lefts(); i++) {
      counts.merge(key(data.left(i)), 1, Integer::sum);
      counts.merge(key(data.right(i)), 1, Integer::sum);
    }
    return (int) counts.values().stream().filter(count -> count == 1).count();
  }

  private static String key(TimedRecord record) {
    return new String(record.key(), UTF_8);
  }
}
