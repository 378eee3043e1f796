/** What a job did in an interval, as a file that is read without it: from the windows on its throughput topic. */
@NullMarked
package dev.offramp.cli.report;

import org.jspecify.annotations.NullMarked;
