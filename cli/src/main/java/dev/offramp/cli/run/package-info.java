/** The job on a cluster: one in this process, or one that is running already. */
@NullMarked
package dev.offramp.cli.run;

import org.jspecify.annotations.NullMarked;
