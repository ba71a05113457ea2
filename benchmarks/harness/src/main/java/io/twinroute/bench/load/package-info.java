/** Records that come while a contestant runs, and how long their results take. */
@NullMarked
package io.twinroute.bench.load;

import org.jspecify.annotations.NullMarked;
