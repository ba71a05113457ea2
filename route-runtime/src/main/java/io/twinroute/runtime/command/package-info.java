/** How every Twinroute process meets its user: options, messages and exit codes. */
@NullMarked
package io.twinroute.runtime.command;

import org.jspecify.annotations.NullMarked;
