/** Lets frames in: stamps each with the bundle and the policy that it meets, and refuses those that are late or too many. */
@NullMarked
package dev.offramp.admission;

import org.jspecify.annotations.NullMarked;
