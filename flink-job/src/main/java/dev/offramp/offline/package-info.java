/** Runs a bundle without a stream: trials of precisions, and what every exit says of a batch. */
@NullMarked
package dev.offramp.offline;

import org.jspecify.annotations.NullMarked;
