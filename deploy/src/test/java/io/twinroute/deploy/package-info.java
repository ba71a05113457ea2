/** Holds what a deployment is made of to the models of those who read it. */
@NullMarked
package io.twinroute.deploy;

import org.jspecify.annotations.NullMarked;
