/** What a router serves of its routes besides {@code /health}. */
@NullMarked
package io.twinroute.runtime.service.monitor;

import org.jspecify.annotations.NullMarked;
