package io.twinroute.semantics.accept;

import io.twinroute.semantics.format.FieldScan;
import io.twinroute.semantics.format.ValueFormat;
import io.twinroute.semantics.record.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Gives the key under which a logic meets a record. */
sealed interface KeySelector {

  /** Whether the record has no key, decided without looking at its value. */
  boolean isAbsentFrom(SourceRecord record);

  /**
   * The key, or null if there is none.
   *
   * @param record one whose value is valid, or null
   * @param places where the value's fields are, as {@link FieldScan#scan} gives them
   */
  byte @Nullable [] keyOf(SourceRecord record, int[] places);

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
