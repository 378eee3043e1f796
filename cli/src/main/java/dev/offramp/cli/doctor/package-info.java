/** Looks at broker, Flink cluster and bundle before a job is deployed on them, and says what is wrong and what to change. */
@NullMarked
package dev.offramp.cli.doctor;

import org.jspecify.annotations.NullMarked;
