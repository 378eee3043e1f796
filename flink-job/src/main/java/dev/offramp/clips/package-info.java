/** Gathers frames into clips, for networks that look at several at once. */
@NullMarked
package dev.offramp.clips;

import org.jspecify.annotations.NullMarked;
