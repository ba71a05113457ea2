/**
 * Kafka clusters on this machine, for the demo and for tests: real brokers in processes of their
 * own, in a temporary folder, gone when their parent is.
 */
@NullMarked
package io.twinroute.demo.local;

import org.jspecify.annotations.NullMarked;
