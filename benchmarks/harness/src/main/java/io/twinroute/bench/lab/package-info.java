/**
 * The environment of contestants: clusters, data, Connect workers, and the builds that are
 * measured.
 */
@NullMarked
package io.twinroute.bench.lab;

import org.jspecify.annotations.NullMarked;
