/** A whole system in this process - broker, cluster, job - for the demo and for measurements. */
@NullMarked
package dev.offramp.cli.local;

import org.jspecify.annotations.NullMarked;
