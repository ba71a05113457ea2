package io.twinroute.config.plan;

import io.twinroute.semantics.format.JsonPointer;
import java.io.Serializable;

/**
 * The field that an input's records are met under.
 *
 * @param part what holds it
 * @param pointer where it is in there
 */
public record JoinKey(Part part, JsonPointer pointer) implements Serializable {

  /** The parts of a record that have fields. */
  public enum Part {
    /** The record's own key. */
    KEY,
    /** The record's value. */
    VALUE
  }

  /** A field of the value. */
  public static JoinKey ofValue(JsonPointer pointer) {
    return new JoinKey(Part.VALUE, pointer);
  }

  /** A field of the record's own key. */
  public static JoinKey ofRecordKey(JsonPointer pointer) {
    return new JoinKey(Part.KEY, pointer);
  }
}
