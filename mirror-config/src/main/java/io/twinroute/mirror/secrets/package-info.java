/**
 * What the Connect worker inside a router knows and its configuration does not hold: the values
 * behind the connectors' references, and the token of its REST interface.
 */
@NullMarked
package io.twinroute.mirror.secrets;

import org.jspecify.annotations.NullMarked;
