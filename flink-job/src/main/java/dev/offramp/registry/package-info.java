/** Asks a schema registry which schema has which id, and keeps what it answered. */
@NullMarked
package dev.offramp.registry;

import org.jspecify.annotations.NullMarked;
