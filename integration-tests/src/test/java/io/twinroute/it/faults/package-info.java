/**
 * What a route is trusted for on its worst day: everything around it is killed, stopped, cut off
 * and filled up in an order that a seed draws, and both outputs are compared with the reference
 * during that and afterwards.
 */
package io.twinroute.it.faults;
