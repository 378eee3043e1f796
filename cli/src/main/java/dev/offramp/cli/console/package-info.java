/** A live page about a running job that is watched. */
@NullMarked
package dev.offramp.cli.console;

import org.jspecify.annotations.NullMarked;
