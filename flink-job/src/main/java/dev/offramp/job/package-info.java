/** Reads settings, draws the topology, runs it; the only package that knows all others. */
@NullMarked
package dev.offramp.job;

import org.jspecify.annotations.NullMarked;
