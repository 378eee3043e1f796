/** The commands. */
@NullMarked
package dev.offramp.cli;

import org.jspecify.annotations.NullMarked;
