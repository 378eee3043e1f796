/** Measures the job: {@code offramp bench}. */
@NullMarked
package dev.offramp.bench;

import org.jspecify.annotations.NullMarked;
