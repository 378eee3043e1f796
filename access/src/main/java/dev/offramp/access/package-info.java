/** Says who may ask Flink's REST interface, and as whom it is asked; knows nothing of the job. */
@NullMarked
package dev.offramp.access;

import org.jspecify.annotations.NullMarked;
