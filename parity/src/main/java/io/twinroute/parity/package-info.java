/**
 * Whether two topics hold the same records: read up to a pinned end, compared as multisets, with
 * the first difference in full. An output can also be compared with what {@code route-reference}
 * expects.
 */
@NullMarked
package io.twinroute.parity;

import org.jspecify.annotations.NullMarked;
