/** Which connectors a set of routes needs, with all their settings, and the forms of others. */
@NullMarked
package io.twinroute.mirror.render;

import org.jspecify.annotations.NullMarked;
