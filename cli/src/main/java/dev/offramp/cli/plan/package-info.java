/** {@code ./offramp plan}: from measured costs to a deployment. */
@NullMarked
package dev.offramp.cli.plan;

import org.jspecify.annotations.NullMarked;
