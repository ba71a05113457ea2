/**
 * What the command line offers for mirrors: the command, the doctor's look, the lines of a plan.
 */
@NullMarked
package io.twinroute.mirror.command;

import org.jspecify.annotations.NullMarked;
