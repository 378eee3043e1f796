/** Measures the job: {@code offramp bench}. */
@NullMarked
package dev.offramp.cli.bench;

import org.jspecify.annotations.NullMarked;
