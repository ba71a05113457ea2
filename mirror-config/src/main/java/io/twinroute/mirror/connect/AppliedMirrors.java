package io.twinroute.mirror.connect;

import java.util.List;

/**
 * What applying connectors did; each connector is in exactly one of the first three lists.
 *
 * @param created connectors that the worker did not have
 * @param changed connectors whose settings differed
 * @param unchanged connectors that were already there as they should be
 * @param revived connectors among these that were paused or stopped and run again, or whose failed
 *     parts were restarted
 * @param relieved connectors of an earlier version, which copied these connectors' topics and do so
 *     no more; one with nothing left to copy is removed
 */
public record AppliedMirrors(
    List<String> created,
    List<String> changed,
    List<String> unchanged,
    List<String> revived,
    List<String> relieved) {

  public AppliedMirrors {
    created = List.copyOf(created);
    changed = List.copyOf(changed);
    unchanged = List.copyOf(unchanged);
    revived = List.copyOf(revived);
    relieved = List.copyOf(relieved);
  }
}
