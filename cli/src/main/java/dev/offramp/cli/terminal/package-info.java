/** What a command says to the person in front of it, and how it fails. */
@NullMarked
package dev.offramp.cli.terminal;

import org.jspecify.annotations.NullMarked;
