/** Reads what a running job tells of itself, off its topics and Flink's REST interface, for whoever shows it. Writes nothing. */
@NullMarked
package dev.offramp.cli.watch;

import org.jspecify.annotations.NullMarked;
