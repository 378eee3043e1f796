/** What a job's throughput windows come to: the figures that the console, the report and the terminal draw alike. */
@NullMarked
package dev.offramp.cli.analysis;

import org.jspecify.annotations.NullMarked;
