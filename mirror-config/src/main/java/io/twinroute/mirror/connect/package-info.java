/** Connect workers: one inside this process, the REST interface of any, and what runs on them. */
@NullMarked
package io.twinroute.mirror.connect;

import org.jspecify.annotations.NullMarked;
