package io.twinroute.mirror.recovery;

import java.util.Map;
import java.util.Set;

/** The transactions on a cluster that nobody has committed or aborted yet. */
interface OpenTransactions {

  /**
   * One of them; no two are equal.
   *
   * @param begin when it began, in the cluster's epoch milliseconds
   */
  record Transaction(long producerId, int producerEpoch, long begin) {}

  /**
   * By transactional id.
   *
   * @throws io.twinroute.runtime.RouteFailedException if the cluster does not answer or does not
   *     report them
   */
  Map<String, Transaction> all();

  /**
   * Aborts what these ids have open, and shuts their producers out.
   *
   * @throws io.twinroute.runtime.RouteFailedException if the cluster does not answer or does not
   *     allow it
   */
  void fence(Set<String> ids);
}
