package io.twinroute.demo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreePortsTest {

  @Test
  void shouldNotGiveAPortTwiceNorOneThatSystemsChoose() {
    Set<Integer> ports = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      int port = FreePorts.find();
      assertThat(port).isBetween(10_000, 32_767);
      assertThat(ports.add(port)).as("%d is new", port).isTrue();
    }
  }

  @Test
  void shouldGivePortsThatCanBeTaken() {
    assertThatCode(() -> new ServerSocket(FreePorts.find()).close()).doesNotThrowAnyException();
  }
}
