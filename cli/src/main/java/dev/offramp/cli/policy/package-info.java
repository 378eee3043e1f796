/** The commands that show, set, watch and release policies. */
@NullMarked
package dev.offramp.cli.policy;

import org.jspecify.annotations.NullMarked;
