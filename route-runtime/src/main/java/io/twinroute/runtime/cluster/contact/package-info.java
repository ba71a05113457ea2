/**
 * What answers at a cluster's addresses, found out without Kafka's clients or with a bound on what
 * they read: so that they meet brokers only, and so that a failure says where it comes from.
 */
@NullMarked
package io.twinroute.runtime.cluster.contact;

import org.jspecify.annotations.NullMarked;
