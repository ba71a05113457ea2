package io.twinroute.bench.process;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/** How much JVMs have allocated, from their own management agents. */
public final class Allocations implements AutoCloseable {

  private final Map<Long, Counter> counters = new HashMap<>();
  private final Map<Long, JMXConnector> connections = new HashMap<>();

  /**
   * Loads the agent, so that asking later costs the process little.
   *
   * @param process a JVM that is at work
   */
  @SuppressWarnings("BanJNDI") // only the process that this one has started answers
  public void prepare(ProcessHandle process) {
    long pid = process.pid();
    if (counters.containsKey(pid)) {
      return;
    }
    try {
      VirtualMachine machine = VirtualMachine.attach(String.valueOf(pid));
      JMXConnector connection =
          JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
      machine.detach();
      connections.put(pid, connection);
      counters.put(
          pid,
          new Counter(
              ManagementFactory.newPlatformMXBeanProxy(
                  connection.getMBeanServerConnection(),
                  ManagementFactory.THREAD_MXBEAN_NAME,
                  ThreadMXBean.class)));
    } catch (AttachNotSupportedException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Bytes that its threads were seen to have allocated so far; what one allocates between the last
   * look and its end is not among them. 0 if the process was not prepared.
   */
  public long of(ProcessHandle process) {
    @Nullable Counter counter = counters.get(process.pid());
    return counter == null ? 0 : counter.bytes();
  }

  /** Forgets all processes. */
  @Override
  public void close() {
    connections.values().forEach(Allocations::close);
    connections.clear();
    counters.clear();
  }

  private static void close(JMXConnector connection) {
    try {
      connection.close();
    } catch (IOException e) {
      // The process has ended.
    }
  }

  /** Of a process: threads come and go, and take their own counts with them. */
  private static final class Counter {

    private final ThreadMXBean threads;
    private final Map<Long, Long> seen = new HashMap<>();
    private long sum;

    private Counter(ThreadMXBean threads) {
      this.threads = threads;
    }

    private long bytes() {
      long[] ids = threads.getAllThreadIds();
      long[] bytes = threads.getThreadAllocatedBytes(ids);
      for (int i = 0; i < ids.length; i++) {
        if (bytes[i] > 0) { // one that has ended meanwhile has -1
          Long before = seen.put(ids[i], bytes[i]);
          sum += bytes[i] - (before == null ? 0 : before);
        }
      }
      return sum;
    }
  }
}
