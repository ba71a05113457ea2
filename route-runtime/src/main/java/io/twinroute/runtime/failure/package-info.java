/**
 * What can go wrong with a route, as types: kinds to decide by, each with its facts and its text.
 */
@NullMarked
package io.twinroute.runtime.failure;

import org.jspecify.annotations.NullMarked;
