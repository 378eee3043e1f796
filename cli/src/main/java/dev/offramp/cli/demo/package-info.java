/** The whole system on one machine, for a look at it. */
@NullMarked
package dev.offramp.cli.demo;

import org.jspecify.annotations.NullMarked;
