/** {@code doctor}: checks the real clusters before anything runs on them. */
@NullMarked
package io.twinroute.cli.doctor;

import org.jspecify.annotations.NullMarked;
