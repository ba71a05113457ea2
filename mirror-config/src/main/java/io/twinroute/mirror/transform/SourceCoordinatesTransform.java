package io.twinroute.mirror.transform;

import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.mirror.MirrorUtils;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * Makes a mirrored record a copy that says where it is from, and that Connect and the target take.
 *
 * <p>Appends the record's {@link SourceCoordinates} as its last header, so that what reads the
 * mirrored topic knows true source offsets and times. The copy's own timestamp is the source's if
 * any broker takes that. Otherwise it is the time of the copying: Connect fails at a negative
 * timestamp, and a topic by its default settings refuses one that is an hour ahead of the clock;
 * the task would meet that record again after each restart, and copy nothing behind it.
 *
 * <p>A header of that name from an earlier mirror stays where it is. Works on the records of {@code
 * MirrorSourceConnector} only; any other record fails the task with a {@link DataException}.
 */
public final class SourceCoordinatesTransform<R extends ConnectRecord<R>>
    implements Transformation<R> {

  /** A setting with which a worker is asked whether it resolves references; nothing reads it. */
  public static final String REFERENCES = "references";

  private static final ConfigDef SETTINGS =
      new ConfigDef()
          .define(
              REFERENCES,
              ConfigDef.Type.PASSWORD, // whose values Connect does not show
              "",
              new ResolvedReferences(),
              ConfigDef.Importance.LOW,
              "References to environment variables; validation reports those that are not"
                  + " resolved.");

  private static final long NO_TIMESTAMP = -1;

  /** Half of what brokers allow by default, since their clocks may differ from this one. */
  private static final Duration LARGEST_LEAD = Duration.ofMinutes(30);

  private final LongSupplier clock;

  public SourceCoordinatesTransform() {
    this(System::currentTimeMillis);
  }

  /**
   * @param clock in epoch milliseconds
   */
  SourceCoordinatesTransform(LongSupplier clock) {
    this.clock = clock;
  }

  @Override
  public R apply(R record) {
    // Connect hands in the same record again when its producer refuses it for a moment: the
    // header goes to a copy, or it would be there twice.
    Headers headers = record.headers().duplicate();
    headers.addBytes(SourceCoordinates.HEADER, coordinates(record));
    return record.newRecord(
        record.topic(),
        record.kafkaPartition(),
        record.keySchema(),
        record.key(),
        record.valueSchema(),
        record.value(),
        acceptable(record.timestamp()),
        headers);
  }

  /** Null is the time at which the copy is sent. */
  private @Nullable Long acceptable(@Nullable Long timestamp) {
    return timestamp == null
            || timestamp < 0
            || timestamp > clock.getAsLong() + LARGEST_LEAD.toMillis()
        ? null
        : timestamp;
  }

  private static byte[] coordinates(ConnectRecord<?> record) {
    if (record instanceof SourceRecord source
        && field(source.sourcePartition(), MirrorUtils.TOPIC_KEY) instanceof String
        && field(source.sourcePartition(), MirrorUtils.PARTITION_KEY) instanceof Integer partition
        && field(source.sourceOffset(), MirrorUtils.OFFSET_KEY) instanceof Long offset) {
      Long timestamp = source.timestamp();
      return SourceCoordinates.encode(
          partition, offset, timestamp == null ? NO_TIMESTAMP : timestamp);
    }
    throw new DataException(
        "SourceCoordinatesTransform works on the records of MirrorSourceConnector only, and this "
            + "record for topic '"
            + record.topic()
            + "' has no source topic, partition and offset; remove the transform from this"
            + " connector");
  }

  private static @Nullable Object field(@Nullable Map<String, ?> map, String key) {
    return map == null ? null : map.get(key);
  }

  @Override
  public ConfigDef config() {
    return SETTINGS;
  }

  @Override
  public String version() {
    String version = getClass().getPackage().getImplementationVersion();
    return version == null ? Transformation.super.version() : version;
  }

  @Override
  public void configure(Map<String, ?> configs) {}

  @Override
  public void close() {}
}
