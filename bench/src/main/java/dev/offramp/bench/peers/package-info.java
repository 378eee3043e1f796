/** What a user would write instead of the job, for comparison; the only place beside the stage engine that uses DJL. */
@NullMarked
package dev.offramp.bench.peers;

import org.jspecify.annotations.NullMarked;
