package io.twinroute.runtime.watch.shared;

import io.twinroute.config.plan.Cluster;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Where the copies of a source are.
 *
 * @param original the offset in the source of a copy's original; -1 if the copy does not say it
 */
public record Copies(
    Cluster cluster, String topic, ToLongFunction<ConsumerRecord<byte[], byte[]>> original) {}
