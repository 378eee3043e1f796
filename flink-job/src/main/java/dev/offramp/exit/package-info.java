/** The exit rule and its keyed function. */
@NullMarked
package dev.offramp.exit;

import org.jspecify.annotations.NullMarked;
