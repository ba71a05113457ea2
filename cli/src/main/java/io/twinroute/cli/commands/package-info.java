/** The commands, one class each: arguments in, lines and an exit code out. */
@NullMarked
package io.twinroute.cli.commands;

import org.jspecify.annotations.NullMarked;
