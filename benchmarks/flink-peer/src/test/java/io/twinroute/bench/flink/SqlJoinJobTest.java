package io.twinroute.bench.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlJoinJobTest {

  @TempDir private Path folder;

  @Test
  void shouldJoinIntervalsByEventTime() throws Exception {
    assertThat(plan("inner", 10_000))
        .contains("IntervalJoin(joinType=[InnerJoin]")
        .contains("leftLowerBound=-10000, leftUpperBound=10000");
    assertThat(plan("outer", 20))
        .contains("IntervalJoin(joinType=[FullOuterJoin]")
        .contains("leftLowerBound=-20, leftUpperBound=20");
  }

  @Test
  void shouldLookUpVersionsByEventTime() throws Exception {
    assertThat(plan("lookup", 10_000)).contains("TemporalJoin(joinType=[InnerJoin]");
  }

  private String plan(String join, long window) throws IOException {
    Path settings =
        Files.writeString(
            folder.resolve("settings.properties"),
            """
            orders.bootstrap=localhost:1
            orders.topic=orders
            right.bootstrap=localhost:1
            right.topic=right
            output.bootstrap=localhost:1
            output.topic=results
            join=%s
            window=%d
            lateness=10000
            delivery=at-least-once
            backend=hashmap
            checkpoints=%s
            parallelism=2
            """
                .formatted(join, window, folder));
    return new SqlJoinJob(new Peer(settings.toString())).plan();
  }
}
