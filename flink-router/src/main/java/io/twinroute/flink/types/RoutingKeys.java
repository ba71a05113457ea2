package io.twinroute.flink.types;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/** Keys for what belongs to no key: one for each key group. */
public final class RoutingKeys {

  /**
   * The logic's key groups, which are its largest parallelism. Part of every savepoint: it decides
   * which key group holds a key's state.
   */
  public static final int KEY_GROUPS = 128;

  private static final RecordKey[] KEYS = keys();

  private RoutingKeys() {}

  /** A key in this key group. */
  public static RecordKey of(int keyGroup) {
    return KEYS[keyGroup];
  }

  /** A key for each of so many subtasks of the logic, from the first one's to the last one's. */
  public static List<RecordKey> ofSubtasks(int parallelism) {
    return IntStream.range(0, parallelism)
        .map(
            subtask ->
                KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
                        KEY_GROUPS, parallelism, subtask)
                    .getStartKeyGroup())
        .mapToObj(RoutingKeys::of)
        .toList();
  }

  private static RecordKey[] keys() {
    RecordKey[] keys = new RecordKey[KEY_GROUPS];
    int missing = KEY_GROUPS;
    for (int i = 0; missing > 0; i++) {
      RecordKey key = new RecordKey(ByteBuffer.allocate(Integer.BYTES).putInt(i).array());
      int group = KeyGroupRangeAssignment.assignToKeyGroup(key, KEY_GROUPS);
      if (keys[group] == null) {
        keys[group] = key;
        missing--;
      }
    }
    return keys;
  }
}
