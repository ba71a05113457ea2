/** Submits routes to Flink, watches them, stops them with a savepoint and resumes from it. */
@NullMarked
package io.twinroute.flink.service;

import org.jspecify.annotations.NullMarked;
