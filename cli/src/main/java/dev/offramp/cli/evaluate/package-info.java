/** The command that finds thresholds for a budget and measures what they come to. */
@NullMarked
package dev.offramp.cli.evaluate;

import org.jspecify.annotations.NullMarked;
