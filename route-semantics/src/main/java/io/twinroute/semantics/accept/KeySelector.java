package io.twinroute.semantics.accept;

import io.twinroute.semantics.format.JsonPointer;
import io.twinroute.semantics.format.json.CanonicalKey;
import io.twinroute.semantics.format.json.JsonField;
import io.twinroute.semantics.record.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Gives the key that a record is joined on. */
sealed interface KeySelector {

  /** Whether the record has no key, told without looking at its value. */
  boolean isAbsentFrom(SourceRecord record);

  /**
   * The key, or null if there is none.
   *
   * @param record one whose value is JSON, or null
   */
  byte @Nullable [] keyOf(SourceRecord record);

  /** The record's own key. */
  static KeySelector recordKey() {
    return new RecordKey();
  }

  /** The canonical text of a field of the value. */
  static KeySelector field(JsonPointer pointer) {
    return new Field(new JsonField(pointer));
  }

  /** See {@link KeySelector#recordKey()}. */
  record RecordKey() implements KeySelector {

    @Override
    public boolean isAbsentFrom(SourceRecord record) {
      return record.key() == null;
    }

    @Override
    public byte @Nullable [] keyOf(SourceRecord record) {
      return record.key();
    }
  }

  /** See {@link KeySelector#field(JsonPointer)}. */
  record Field(JsonField field) implements KeySelector {

    @Override
    public boolean isAbsentFrom(SourceRecord record) {
      return false;
    }

    @Override
    public byte @Nullable [] keyOf(SourceRecord record) {
      byte[] value = record.value();
      if (value == null) {
        return null;
      }
      int at = field.find(value);
      return at < 0 ? null : CanonicalKey.of(value, at);
    }
  }
}
