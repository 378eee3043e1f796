/** From calibration tables to thresholds, and what they are expected to cost. */
@NullMarked
package dev.offramp.budget;

import org.jspecify.annotations.NullMarked;
