package io.twinroute.mirror.transform;

import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.mirror.MirrorUtils;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * Appends a record's {@link SourceCoordinates} as its last header, so that what reads the mirrored
 * topic knows true source offsets and times.
 *
 * <p>A header of that name from an earlier mirror stays where it is. Works on the records of {@code
 * MirrorSourceConnector} only; any other record fails the task with a {@link DataException}.
 */
public final class SourceCoordinatesTransform<R extends ConnectRecord<R>>
    implements Transformation<R> {

  private static final long NO_TIMESTAMP = -1;

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
        record.timestamp(),
        headers);
  }

  private static byte[] coordinates(ConnectRecord<?> record) {
    if (record instanceof SourceRecord source
        && field(source.sourcePartition(), MirrorUtils.TOPIC_KEY) instanceof String
        && field(source.sourcePartition(), MirrorUtils.PARTITION_KEY) instanceof Integer partition
        && field(source.sourceOffset(), MirrorUtils.OFFSET_KEY) instanceof Long offset) {
      Long timestamp = source.timestamp();
      return SourceCoordinates.encode(
          partition, offset, timestamp == null ? NO_TIMESTAMP : Math.max(timestamp, NO_TIMESTAMP));
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
    return new ConfigDef();
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
