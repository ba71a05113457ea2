package io.twinroute.runtime.cluster;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.MockAdminClient;
import org.apache.kafka.common.Node;

/** An admin client of one broker that remembers whether it was closed. */
public final class FakeClosableAdmin extends MockAdminClient {

  private static final Node NODE = new Node(0, "localhost", 1);

  private boolean closed;

  public FakeClosableAdmin() {
    super(List.of(NODE), NODE);
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close(Duration timeout) {
    closed = true;
  }
}
