package io.twinroute.runtime.cluster.contact;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.failure.Unanswered.OtherProtocol;
import io.twinroute.runtime.failure.Unanswered.OtherProtocol.Spoken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContactTest {

  private static final byte[] TLS_ALERT = HexFormat.of().parseHex("15030300020246");
  private static final byte[] HTTP = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII);
  private static final byte[] HUGE = HexFormat.of().parseHex("7fffffff7477696e00");
  private static final byte[] NEGATIVE = HexFormat.of().parseHex("ffffffff");
  private static final byte[] NOT_OURS = HexFormat.of().parseHex("0000000800000001");

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(TLS_ALERT, Spoken.TLS),
        Arguments.of(HTTP, Spoken.NOT_KAFKA),
        Arguments.of(HUGE, Spoken.NOT_KAFKA),
        Arguments.of(NEGATIVE, Spoken.NOT_KAFKA),
        Arguments.of(NOT_OURS, Spoken.NOT_KAFKA));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void shouldLetNoClientLooseOnWhatIsNoPlainBroker(byte[] answer, Spoken spoken)
      throws IOException {
    for (String protocol : new String[] {"PLAINTEXT", "SASL_PLAINTEXT", "plaintext"}) {
      try (Listener listener = new Listener(answer)) {
        Cluster cluster =
            new Cluster("east", listener.address(), Map.of("security.protocol", protocol));

        assertThatThrownBy(() -> Contact.mustBeSafe(cluster))
            .isInstanceOfSatisfying(
                RouteFailedException.class,
                e ->
                    assertThat(e.failure())
                        .isEqualTo(
                            new OtherProtocol(
                                cluster,
                                "contact the cluster",
                                listener.address(),
                                false,
                                spoken,
                                protocol.toUpperCase(Locale.ROOT))));
      }
    }
  }

  @Test
  void shouldFindTheOneAmongSeveralAddresses() throws IOException {
    try (Listener tls = new Listener(TLS_ALERT)) {
      Cluster cluster = new Cluster("east", "localhost:1, [::1]:1, " + tls.address(), Map.of());

      assertThatThrownBy(() -> Contact.mustBeSafe(cluster))
          .hasMessageContaining("answers with TLS at " + tls.address());
    }
  }

  @Test
  void shouldLeaveWhatCannotBeReachedToTheClients() {
    Cluster cluster = new Cluster("east", "localhost:1,no-such-host.invalid:1", Map.of());

    assertThatCode(() -> Contact.mustBeSafe(cluster)).doesNotThrowAnyException();
    assertThat(Contact.whyUnanswered(cluster, "describe the cluster")).isEmpty();
  }

  @Test
  void shouldNotAskInPlainTextWhereClientsSpeakTls() throws IOException {
    try (Listener http = new Listener(HTTP)) {
      Cluster cluster = new Cluster("east", http.address(), Map.of("security.protocol", "SSL"));

      assertThatCode(() -> Contact.mustBeSafe(cluster)).doesNotThrowAnyException();
    }
  }

  @Test
  void shouldReadAddressesOfAllForms() {
    assertThat(
            Address.of(new Cluster("east", "kafka-1.example:9092, [::1]:1,10.0.0.1:2", Map.of())))
        .containsExactly(
            new Address("kafka-1.example", 9092), new Address("::1", 1), new Address("10.0.0.1", 2))
        .extracting(Address::toString)
        .containsExactly("kafka-1.example:9092", "[::1]:1", "10.0.0.1:2");
  }

  /** Answers the first bytes that come with bytes of its own. */
  private static final class Listener implements AutoCloseable {
    private final ServerSocket server;

    Listener(byte[] answer) throws IOException {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread thread = new Thread(() -> serve(answer), "listener");
      thread.setDaemon(true);
      thread.start();
    }

    String address() {
      return "localhost:" + server.getLocalPort();
    }

    private void serve(byte[] answer) {
      try {
        while (true) {
          try (Socket client = server.accept()) {
            client.getInputStream().read(new byte[1024]);
            client.getOutputStream().write(answer);
          }
        }
      } catch (IOException e) {
        // Closed.
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
