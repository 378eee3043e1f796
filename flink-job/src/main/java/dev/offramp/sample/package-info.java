/** What travels: a sample, where its record was read, its tensors. */
@NullMarked
package dev.offramp.sample;

import org.jspecify.annotations.NullMarked;
