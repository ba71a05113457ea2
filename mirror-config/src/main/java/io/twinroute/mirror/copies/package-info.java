/** The copies that mirrors have made, compared with the topics that they were made of. */
@NullMarked
package io.twinroute.mirror.copies;

import org.jspecify.annotations.NullMarked;
