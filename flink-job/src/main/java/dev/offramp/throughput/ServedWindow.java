package dev.offramp.throughput;

import dev.offramp.sample.BundleId;

/**
 * A window as its readers have it.
 *
 * @param bundle that answered
 * @param exits  of the bundle
 */
public record ServedWindow(BundleId bundle, int exits, Window window) {

    /** What follows from the totals. */
    public WindowFigures figures() {
        return WindowFigures.of(window, exits);
    }
}
