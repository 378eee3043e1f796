/** Reads, checks and locates a model bundle. */
@NullMarked
package dev.offramp.bundle;

import org.jspecify.annotations.NullMarked;
