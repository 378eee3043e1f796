/** Speaks with the REST interface of a Flink JobManager. */
@NullMarked
package dev.offramp.cli.rest;

import org.jspecify.annotations.NullMarked;
