package io.twinroute.flink.types;

import io.twinroute.semantics.record.RouteOutput;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.ListTypeInfo;

/** The types of a route's streams and state, for Flink. */
public final class RouteTypes {

  public static final TypeInformation<SourceEvent> SOURCE_EVENT =
      new SerializedType<>(SourceEvent.class, SourceEventSerializer.INSTANCE, false);

  public static final TypeInformation<Routed> ROUTED =
      new SerializedType<>(Routed.class, RoutedSerializer.INSTANCE, false);

  public static final TypeInformation<RouteOutput> ROUTE_OUTPUT =
      new SerializedType<>(RouteOutput.class, RouteOutputSerializer.INSTANCE, false);

  public static final TypeInformation<RecordKey> RECORD_KEY =
      new SerializedType<>(RecordKey.class, RecordKeySerializer.INSTANCE, true);

  public static final TypeInformation<Kept> KEPT =
      new SerializedType<>(Kept.class, KeptSerializer.INSTANCE, false);

  /** A time bucket of one key: its records in the order of their arrival. */
  public static final TypeInformation<List<Kept>> BUCKET = new ListTypeInfo<>(KEPT);

  /** A time bucket's number. */
  public static final TypeInformation<Long> BUCKET_NUMBER = Types.LONG;

  private RouteTypes() {}
}
