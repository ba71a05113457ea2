/** What a record passes through under both engines, each step by itself. */
@NullMarked
package io.twinroute.bench.micro;

import org.jspecify.annotations.NullMarked;
