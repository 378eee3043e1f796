/** Where a process spends its time: CPU time by thread, and samples of stacks. */
@NullMarked
package dev.offramp.bench.profile;

import org.jspecify.annotations.NullMarked;
