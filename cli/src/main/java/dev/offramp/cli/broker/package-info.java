/** A broker to take along, and what a command asks of any broker. */
@NullMarked
package dev.offramp.cli.broker;

import org.jspecify.annotations.NullMarked;
