/** The command that finds thresholds for a table of exits after the published protocols. */
@NullMarked
package dev.offramp.cli.thresholds;

import org.jspecify.annotations.NullMarked;
