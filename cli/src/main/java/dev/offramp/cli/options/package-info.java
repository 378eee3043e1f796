/** Options that several commands share. */
@NullMarked
package dev.offramp.cli.options;

import org.jspecify.annotations.NullMarked;
