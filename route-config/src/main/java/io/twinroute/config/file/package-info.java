/** The route file as YAML and Micronaut give it: its keys, their shape, and its problems. */
@NullMarked
package io.twinroute.config.file;

import org.jspecify.annotations.NullMarked;
