/** Labelled pictures, and what every exit of a bundle says of them. */
@NullMarked
package dev.offramp.cli.labelled;

import org.jspecify.annotations.NullMarked;
