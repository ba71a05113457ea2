package io.twinroute.semantics.format.json;

import io.twinroute.semantics.format.FieldScan;
import io.twinroute.semantics.format.JsonPointer;
import io.twinroute.semantics.format.PairWriter;
import io.twinroute.semantics.format.ResultForm;
import io.twinroute.semantics.format.ValueFormat;
import io.twinroute.semantics.record.Rejection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** JSON texts (RFC 8259) in UTF-8. A result is an object with a member for each input. */
public enum JsonFormat implements ValueFormat {
  JSON;

  @Override
  public boolean isValid(byte[] value) {
    return JsonScan.isJson(value);
  }

  @Override
  public Rejection invalid() {
    return Rejection.NOT_JSON;
  }

  @Override
  public FieldScan scan(List<JsonPointer> fields) {
    FieldTree tree = new FieldTree(fields);
    return new FieldScan() {

      @Override
      public int fields() {
        return fields.size();
      }

      @Override
      public boolean scan(byte[] value, int[] places) {
        return JsonScan.isJson(value, tree, places);
      }
    };
  }

  @Override
  public byte @Nullable [] key(byte[] value, int at) {
    return CanonicalKey.of(value, at);
  }

  @Override
  public long time(byte[] value, int at, TimeUnit unit) {
    return JsonTime.of(value, at, unit);
  }

  @Override
  public Object decode(byte[] value, int at, Object ofNull) {
    return JsonTree.of(value, at, ofNull);
  }

  @Override
  public boolean hasMembers(byte[] value, int at) {
    return value[JsonWalk.skipSpace(value, at)] == '{';
  }

  @Override
  public PairWriter pairs(String first, String second, ResultForm form) {
    return JsonPairs.of(first, second, form);
  }

  @Override
  public PairWriter own(ResultForm form) {
    return JsonPairs.ofOne(form);
  }
}
