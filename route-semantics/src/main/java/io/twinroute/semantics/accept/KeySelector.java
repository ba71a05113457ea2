package io.twinroute.semantics.accept;

import io.twinroute.semantics.format.KeyField;
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
   */
  byte @Nullable [] keyOf(SourceRecord record);

  /** The record's own key. */
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

  /** A field of the value. */
  record Field(KeyField field) implements KeySelector {

    @Override
    public boolean isAbsentFrom(SourceRecord record) {
      return false;
    }

    @Override
    public byte @Nullable [] keyOf(SourceRecord record) {
      byte[] value = record.value();
      return value == null ? null : field.of(value);
    }
  }
}
