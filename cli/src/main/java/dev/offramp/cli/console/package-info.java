/** A live page about a running job: reads its topics and Flink's REST interface, and writes nothing unless told that it may. */
@NullMarked
package dev.offramp.cli.console;

import org.jspecify.annotations.NullMarked;
