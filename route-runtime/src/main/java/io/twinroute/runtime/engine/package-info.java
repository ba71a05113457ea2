/**
 * What engines declare to the command line: rights, topics, checks, commands. Their modules are
 * found on the class path; nothing here runs an engine.
 */
@NullMarked
package io.twinroute.runtime.engine;

import org.jspecify.annotations.NullMarked;
