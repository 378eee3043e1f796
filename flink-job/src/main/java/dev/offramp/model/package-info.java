/** A bundle as a job serves it, and what an operator keeps of each of several. */
@NullMarked
package dev.offramp.model;

import org.jspecify.annotations.NullMarked;
