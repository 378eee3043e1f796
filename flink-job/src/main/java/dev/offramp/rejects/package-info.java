/** Says why a record was refused and carries it to its topic. */
@NullMarked
package dev.offramp.rejects;

import org.jspecify.annotations.NullMarked;
