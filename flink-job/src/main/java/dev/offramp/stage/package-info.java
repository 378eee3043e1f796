/** Says what a stage engine is, batches samples into one, carries activations. */
@NullMarked
package dev.offramp.stage;

import org.jspecify.annotations.NullMarked;
