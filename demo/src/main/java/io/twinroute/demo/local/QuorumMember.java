package io.twinroute.demo.local;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A local broker's place among several that form one cluster, each a controller as well.
 *
 * @param clusterId Kafka's id of the cluster, the same for all of them
 * @param node from 1; the node's place in {@code controllerPorts}
 * @param controllerPorts the ports of all controllers, the same list for all of them
 */
public record QuorumMember(String clusterId, int node, List<Integer> controllerPorts) {

  public QuorumMember {
    controllerPorts = List.copyOf(controllerPorts);
  }

  int controllerPort() {
    return controllerPorts.get(node - 1);
  }

  /** As {@code controller.quorum.voters} wants it. */
  String voters() {
    return IntStream.rangeClosed(1, controllerPorts.size())
        .mapToObj(id -> "%d@localhost:%d".formatted(id, controllerPorts.get(id - 1)))
        .collect(Collectors.joining(","));
  }
}
