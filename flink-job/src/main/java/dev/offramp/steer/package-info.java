/** Turns what the job sees of itself into policy updates that hold a goal. */
@NullMarked
package dev.offramp.steer;

import org.jspecify.annotations.NullMarked;
