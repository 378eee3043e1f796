/** A running job in a terminal, drawn anew as it goes on. */
@NullMarked
package dev.offramp.cli.top;

import org.jspecify.annotations.NullMarked;
