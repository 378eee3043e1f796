/** Puts the schemas of the topics into a registry, and says which it has. */
@NullMarked
package dev.offramp.cli.schemas;

import org.jspecify.annotations.NullMarked;
