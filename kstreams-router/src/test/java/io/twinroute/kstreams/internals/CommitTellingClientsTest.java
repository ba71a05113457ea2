package io.twinroute.kstreams.internals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;

/** That commits are told, runs to the end against clusters show: without, they would not end. */
class CommitTellingClientsTest {

  private final AtomicInteger commits = new AtomicInteger();

  @Test
  void shouldNotTellOfACommitThatFails() {
    Map<String, Object> config =
        Map.of("bootstrap.servers", "localhost:1", "transactional.id", "t");
    try (Producer<byte[], byte[]> producer =
        new CommitTellingClients(commits::incrementAndGet).getProducer(config)) {
      assertThatThrownBy(producer::commitTransaction).isInstanceOf(IllegalStateException.class);

      assertThat(commits).hasValue(0);
    }
  }
}
