/** Gives every record on an edge and in state an explicit, versioned serializer. */
@NullMarked
package dev.offramp.wire;

import org.jspecify.annotations.NullMarked;
