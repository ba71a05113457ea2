/** Conditions that a route file states as CEL expressions, over records and over results. */
@NullMarked
package io.twinroute.semantics.where;

import org.jspecify.annotations.NullMarked;
