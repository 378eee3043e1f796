/** What an exit obeys: measures, thresholds, policies, and the book in which a stream's policy is looked up. */
@NullMarked
package dev.offramp.policy;

import org.jspecify.annotations.NullMarked;
