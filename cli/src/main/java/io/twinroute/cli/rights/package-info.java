/** Which rights each component needs on clusters with an authorizer. */
@NullMarked
package io.twinroute.cli.rights;

import org.jspecify.annotations.NullMarked;
