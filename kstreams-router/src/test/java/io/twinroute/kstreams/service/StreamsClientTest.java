package io.twinroute.kstreams.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.runtime.RouteFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsClientTest {

  @TempDir private Path folder;

  @Test
  void shouldLetRoutesThatStartAtOnceShareAStateDirectory() throws Exception {
    ExecutorService routes = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < 200; i++) {
        Path shared = folder.resolve("a" + i).resolve("b");
        CountDownLatch both = new CountDownLatch(2);
        List<? extends Future<?>> starts =
            Stream.of("left", "right")
                .map(
                    route ->
                        routes.submit(
                            () -> {
                              both.countDown();
                              both.await();
                              StreamsClient.createStateDirectory(shared.toString());
                              return null;
                            }))
                .toList();
        for (Future<?> start : starts) {
          start.get();
        }
        assertThat(shared).isDirectory();
      }
    } finally {
      routes.shutdown();
    }
  }

  @Test
  void shouldNameAStateDirectoryThatCannotBe() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    String path = file.resolve("state").toString();

    assertThatThrownBy(() -> StreamsClient.createStateDirectory(path))
        .isInstanceOf(RouteFailedException.class)
        .hasMessageContaining("'" + path + "' cannot be created")
        .hasMessageContaining("twinroute.kstreams.state-dir");
  }
}
