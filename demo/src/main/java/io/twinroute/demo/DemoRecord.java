package io.twinroute.demo;

import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record of the sample data.
 *
 * @param key null in a few records, which no route can join
 * @param value JSON, but for a few records that are broken on purpose
 * @param timestamp epoch milliseconds
 */
record DemoRecord(
    @Nullable String key, String value, long timestamp, List<? extends Header> headers) {}
