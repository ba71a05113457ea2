/** The Micronaut service around supervised routes: health, progress, start and stop. */
@NullMarked
package io.twinroute.runtime.service;

import org.jspecify.annotations.NullMarked;
