package io.twinroute.flink.types;

import io.twinroute.semantics.JoinResult;
import io.twinroute.semantics.JoinableRecord;
import io.twinroute.semantics.SourceRecord;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.ListTypeInfo;

/** The types of a route's streams and state, for Flink. */
public final class RouteTypes {

  public static final TypeInformation<SourceRecord> SOURCE_RECORD =
      new SerializedType<>(SourceRecord.class, SourceRecordSerializer.INSTANCE, false);

  public static final TypeInformation<JoinableRecord> JOINABLE_RECORD =
      new SerializedType<>(JoinableRecord.class, JoinableRecordSerializer.INSTANCE, false);

  public static final TypeInformation<JoinResult> JOIN_RESULT =
      new SerializedType<>(JoinResult.class, JoinResultSerializer.INSTANCE, false);

  public static final TypeInformation<RecordKey> RECORD_KEY =
      new SerializedType<>(RecordKey.class, RecordKeySerializer.INSTANCE, true);

  /** A time bucket of one key: its records in the order of their arrival. */
  public static final TypeInformation<List<JoinableRecord>> BUCKET =
      new ListTypeInfo<>(JOINABLE_RECORD);

  /** A time bucket's number. */
  public static final TypeInformation<Long> BUCKET_NUMBER = Types.LONG;

  private RouteTypes() {}
}
