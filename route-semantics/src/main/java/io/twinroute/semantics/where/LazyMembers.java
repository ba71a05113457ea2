package io.twinroute.semantics.where;

import dev.cel.common.values.NullValue;
import io.twinroute.semantics.format.FieldScan;
import io.twinroute.semantics.format.ValueFormat;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object inside a value of which an expression looks at some members: only those are decoded,
 * and only when they are asked for.
 */
final class LazyMembers extends AbstractMap<String, Object> {

  private final ValueFormat format;
  private final byte[] value;
  private final int at;
  private final Members members;
  private final int[] places;
  private final int firstField;

  private LazyMembers(
      ValueFormat format, byte[] value, int at, Members members, int[] places, int firstField) {
    this.format = format;
    this.value = value;
    this.at = at;
    this.members = members;
    this.places = places;
    this.firstField = firstField;
  }

  /**
   * What an expression sees of a value.
   *
   * @param at the offset of the object, or of whatever is there; 0 for the whole value
   * @param places where the fields of {@code members} are
   * @param firstField the index of the first of them
   */
  static Object of(
      ValueFormat format, byte[] value, int at, Members members, int[] places, int firstField) {
    return members.isWhole() || !format.hasMembers(value, at)
        ? format.decode(value, at, NullValue.NULL_VALUE)
        : new LazyMembers(format, value, at, members, places, firstField);
  }

  @Override
  public boolean containsKey(Object name) {
    Members member = members.member(name);
    return member == null ? whole().containsKey(name) : place(member) != FieldScan.ABSENT;
  }

  @Override
  public @Nullable Object get(Object name) {
    Members member = members.member(name);
    if (member == null) {
      return whole().get(name);
    }
    int place = place(member);
    return place == FieldScan.ABSENT ? null : of(format, value, place, member, places, firstField);
  }

  private int place(Members member) {
    return places[2 * (firstField + member.field())];
  }

  @Override
  public Set<Map.Entry<String, Object>> entrySet() {
    return whole().entrySet();
  }

  /** For whoever looks at other members; no expression does. */
  @SuppressWarnings("unchecked")
  private Map<String, Object> whole() {
    return (Map<String, Object>) format.decode(value, at, NullValue.NULL_VALUE);
  }
}
