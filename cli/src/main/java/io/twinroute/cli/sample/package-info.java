/** What the records of a source look like, told from a few of them and without showing any. */
@NullMarked
package io.twinroute.cli.sample;

import org.jspecify.annotations.NullMarked;
