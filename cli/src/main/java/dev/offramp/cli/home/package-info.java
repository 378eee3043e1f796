/** The project's folder and the machine that a command runs in. */
@NullMarked
package dev.offramp.cli.home;

import org.jspecify.annotations.NullMarked;
