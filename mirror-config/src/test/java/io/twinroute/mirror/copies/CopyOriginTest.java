package io.twinroute.mirror.copies;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.config.plan.RoutePlan;
import io.twinroute.mirror.Routes;
import io.twinroute.mirror.copies.CopyOrigin.Seen;
import io.twinroute.mirror.transform.SourceCoordinates;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.FakeCluster;
import io.twinroute.runtime.cluster.FakeClusters;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The source has two partitions, each with the values 0 to 99 at offsets of that number. */
@Timeout(60)
class CopyOriginTest {

  private static final String COPIES = "east.orders";
  private static final int RECORDS = 100;
  private static final long TIME = 1_764_300_000_000L;

  private final FakeClusters clusters = new FakeClusters();
  private final FakeCluster east = clusters.get("east");
  private final FakeCluster central = clusters.get("central");
  private final RoutePlan route = Routes.paidOrders();

  @BeforeEach
  void fillSource() {
    east.createTopic("orders", 2);
    for (int partition = 0; partition < 2; partition++) {
      for (int i = 0; i < RECORDS; i++) {
        east.append(record("orders", partition, TIME + i, "v" + i));
      }
    }
  }

  @Test
  void shouldNotMissATopicThatIsNotThereYet() {
    assertThat(check()).isEqualTo(Seen.NOTHING);
  }

  @Test
  void shouldTakeAnEmptyTopic() {
    central.createTopic(COPIES, 2);

    assertThat(check()).isEqualTo(Seen.COPIES);
  }

  @Test
  void shouldTakeTheCopiesOfItsSource() {
    central.createTopic(COPIES, 2);
    copy(0, 0, 50);
    copy(1, 0, 3);

    assertThat(check()).isEqualTo(Seen.COPIES);
  }

  /** A mirror that is killed while it copies its first records. */
  @Test
  void shouldTakeATopicOfAbortedRecords() {
    central.createTopic(COPIES, 2);
    for (int i = 0; i < 40; i++) {
      central.appendUnseen(COPIES, 0);
    }
    assertThat(check()).isEqualTo(Seen.COPIES);

    copy(0, 0, 2);
    for (int i = 0; i < 300; i++) {
      central.appendUnseen(COPIES, 0);
    }
    assertThat(check()).isEqualTo(Seen.COPIES);
  }

  @Test
  void shouldTakeCopiesWhoseOriginalsAreGone() {
    central.createTopic(COPIES, 2);
    copy(0, 0, 20);
    east.removeBefore("orders", 0, 60);

    assertThat(check()).isEqualTo(Seen.COPIES);
  }

  @Test
  void shouldTakeCopiesThatWereTrimmed() {
    central.createTopic(COPIES, 2);
    copy(0, 0, 50);
    copy(1, 0, 50);
    central.removeBefore(COPIES, 0, 50);
    central.removeBefore(COPIES, 1, 20);

    assertThat(check()).isEqualTo(Seen.COPIES);
  }

  @Test
  void shouldRefuseRecordsThatNoMirrorOfItsKindHasMade() {
    central.createTopic(COPIES, 2);
    central.append(record(COPIES, 1, TIME, "theirs"));

    mustBeRefused("is not this mirror's alone: the record at east.orders-1@0 has no valid");
  }

  @Test
  void shouldRefuseForeignRecordsBeforeItsOwn() {
    central.createTopic(COPIES, 2);
    central.append(record(COPIES, 0, TIME, "theirs"));
    copy(0, 0, 90);
    copy(1, 0, 90);

    mustBeRefused("the record at east.orders-0@0 has no valid");
  }

  @Test
  void shouldRefuseForeignRecordsBehindItsOwn() {
    central.createTopic(COPIES, 2);
    copy(0, 0, 90);
    copy(1, 0, 90);
    central.append(record(COPIES, 1, TIME, "theirs"));
    copy(1, 90, 95);

    mustBeRefused("the record at east.orders-1@90 has no valid");
  }

  @Test
  void shouldRefuseCoordinatesThatAreNone() {
    central.createTopic(COPIES, 2);
    ProducerRecord<byte[], byte[]> record = record(COPIES, 0, TIME, "v0");
    record.headers().add(SourceCoordinates.HEADER, "east/orders/0@0".getBytes(UTF_8));
    central.append(record);

    mustBeRefused("the record at east.orders-0@0 has no valid");
  }

  @Test
  void shouldRefuseCopiesOfAnotherTopicInAnyPartition() {
    central.createTopic(COPIES, 2);
    copy(0, 0, 90);
    central.append(copyOf(1, 7, TIME + 7, "another"));

    mustBeRefused(
        "holds copies of another topic than east/orders is now: the one at east.orders-1@0");
  }

  @Test
  void shouldRefuseOlderCopiesOfAnotherTopicBeforeThoseOfItsOwn() {
    central.createTopic(COPIES, 2);
    central.append(copyOf(0, 0, TIME, "another"));
    copy(0, 1, 90);

    mustBeRefused("the one at east.orders-0@0 is of no record that it holds");
  }

  @Test
  void shouldRefuseCopiesOfALongerTopic() {
    central.createTopic(COPIES, 2);
    central.append(copyOf(0, RECORDS, TIME + RECORDS, "v" + RECORDS));

    mustBeRefused("holds copies of another topic than east/orders is now");
  }

  @Test
  void shouldRefuseAnEmptyTopicOfOtherPartitions() {
    central.createTopic(COPIES, 1);

    mustBeRefused("has 1 partition(s) and its source east/orders has 2");
  }

  @Test
  void shouldRefuseATopicOfMorePartitionsThanItsSource() {
    central.createTopic(COPIES, 3);
    copy(0, 0, 10);

    mustBeRefused("has 3 partition(s) and its source east/orders has 2");
  }

  /** Its mirror adds the partition that the source has got. */
  @Test
  void shouldTakeCopiesOfASourceThatHasGotAPartition() {
    central.createTopic(COPIES, 1);
    copy(0, 0, 10);

    assertThat(check()).isEqualTo(Seen.COPIES);
  }

  @Test
  void shouldRefuseATopicWhoseRecordsAreAllGone() {
    central.createTopic(COPIES, 2);
    central.append(record(COPIES, 0, TIME, "theirs"));
    central.removeBefore(COPIES, 0, 1);

    mustBeRefused("held records that are gone and that this route has not read");
  }

  private void copy(int partition, int from, int to) {
    for (int i = from; i < to; i++) {
      central.append(copyOf(partition, i, TIME + i, "v" + i));
    }
  }

  private static ProducerRecord<byte[], byte[]> copyOf(
      int partition, long offset, long time, String value) {
    ProducerRecord<byte[], byte[]> copy = record(COPIES, partition, time, value);
    copy.headers().add(SourceCoordinates.HEADER, SourceCoordinates.encode(partition, offset, time));
    return copy;
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, int partition, long time, String value) {
    return new ProducerRecord<>(topic, partition, time, "k".getBytes(UTF_8), value.getBytes(UTF_8));
  }

  private Seen check() {
    return CopyOrigin.check(clusters, route, route.input(0).topics().get(0), Optional.empty());
  }

  private void mustBeRefused(String why) {
    assertThatThrownBy(this::check)
        .isInstanceOf(RouteFailedException.class)
        .hasMessageStartingWith("Topic 'east.orders' on cluster central (localhost:39092) ")
        .hasMessageContaining(why)
        .hasMessageContaining("another alias");
  }
}
