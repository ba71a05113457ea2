package io.twinroute.semantics.accept;

import io.twinroute.semantics.format.FieldScan;
import io.twinroute.semantics.format.JsonPointer;
import io.twinroute.semantics.format.ValueFormat;
import io.twinroute.semantics.record.SourceRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives the key under which a logic meets a record. */
sealed interface KeySelector {

  /** Where the key is. */
  enum Part {
    NONE_NEEDED,
    RECORD_KEY,
    VALUE
  }

  /**
   * The selector of a key.
   *
   * @param field where in that part; null: all of the record's key
   * @param format that of values, and of keys in which there are fields; a field of the value is
   *     the first that is looked for
   */
  static KeySelector of(Part part, @Nullable JsonPointer field, ValueFormat format) {
    if (field == null) {
      return part == Part.NONE_NEEDED ? new AnyKey() : new RecordKey();
    }
    return part == Part.RECORD_KEY
        ? new RecordKeyField(format, format.scan(List.of(field)))
        : new Field(format, 0);
  }

  /** Whether the record has no key, decided without looking at its value. */
  boolean isAbsentFrom(SourceRecord record);

  /**
   * The key, or null if there is none.
   *
   * @param record one whose value is valid, or null
   * @param places where the value's fields are, as {@link FieldScan#scan} gives them
   */
  byte @Nullable [] keyOf(SourceRecord record, int[] places);

  /** Whether a record without a key takes no part. */
  default boolean isRequired() {
    return true;
  }

  /** The record's own key where nothing is met under it: a record may have none. */
  record AnyKey() implements KeySelector {

    @Override
    public boolean isAbsentFrom(SourceRecord record) {
      return false;
    }

    @Override
    public byte @Nullable [] keyOf(SourceRecord record, int[] places) {
      return record.key();
    }

    @Override
    public boolean isRequired() {
      return false;
    }
  }

  /** The record's own key. */
  record RecordKey() implements KeySelector {

    @Override
    public boolean isAbsentFrom(SourceRecord record) {
      return record.key() == null;
    }

    @Override
    public byte @Nullable [] keyOf(SourceRecord record, int[] places) {
      return record.key();
    }
  }

  /**
   * A field of the record's own key, which then has a format of its own.
   *
   * @param format the key's
   * @param scan looks for that field alone
   */
  record RecordKeyField(ValueFormat format, FieldScan scan) implements KeySelector {

    @Override
    public boolean isAbsentFrom(SourceRecord record) {
      return record.key() == null;
    }

    @Override
    public byte @Nullable [] keyOf(SourceRecord record, int[] places) {
      byte[] key = record.key();
      int[] inKey = new int[2];
      return key == null || !scan.scan(key, inKey) || inKey[0] == FieldScan.ABSENT
          ? null
          : format.key(key, inKey[0]);
    }
  }

  /**
   * A field of the value.
   *
   * @param index the field's place among those that are looked for
   */
  record Field(ValueFormat format, int index) implements KeySelector {

    @Override
    public boolean isAbsentFrom(SourceRecord record) {
      return false;
    }

    @Override
    public byte @Nullable [] keyOf(SourceRecord record, int[] places) {
      byte[] value = record.value();
      int at = places[2 * index];
      return value == null || at == FieldScan.ABSENT ? null : format.key(value, at);
    }
  }
}
