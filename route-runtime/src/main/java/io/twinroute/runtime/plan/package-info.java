/** What a router would run, drawn. */
@NullMarked
package io.twinroute.runtime.plan;

import org.jspecify.annotations.NullMarked;
