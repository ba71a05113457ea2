/** The Micronaut service around supervised routes: health, start, reload and stop. */
@NullMarked
package io.twinroute.runtime.service;

import org.jspecify.annotations.NullMarked;
