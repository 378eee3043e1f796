/** What travels through the topology: a sample, the policy stamped on it, its activation and its journey. */
@NullMarked
package dev.offramp.sample;

import org.jspecify.annotations.NullMarked;
