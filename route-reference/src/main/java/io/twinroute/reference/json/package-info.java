/** What JSON means to the reference: validity, fields, keys and times, by Jackson. */
@NullMarked
package io.twinroute.reference.json;

import org.jspecify.annotations.NullMarked;
