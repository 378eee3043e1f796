/** Builds sources and sinks and turns bytes into records and back. */
@NullMarked
package dev.offramp.kafka;

import org.jspecify.annotations.NullMarked;
