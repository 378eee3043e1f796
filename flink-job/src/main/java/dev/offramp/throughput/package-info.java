/** Windows, histograms, metrics: what the answers cost together. */
@NullMarked
package dev.offramp.throughput;

import org.jspecify.annotations.NullMarked;
