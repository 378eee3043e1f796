/** Puts the answers of a stream back in order, and says which are missing. */
@NullMarked
package dev.offramp.results;

import org.jspecify.annotations.NullMarked;
