package dev.offramp.throughput;

import dev.offramp.sample.BundleId;
import dev.offramp.wire.WireTypeInfo;

/**
 * A window of what one bundle answered.
 *
 * @param exits of the bundle, as many as stages
 */
public record ServedWindow(BundleId bundle, int exits, Window window) {

    public static final WireTypeInfo<ServedWindow> TYPE =
            new WireTypeInfo<>(ServedWindow.class, new ServedWindowFormat());

    /** What follows from the totals. */
    public WindowFigures figures() {
        return WindowFigures.of(window, exits);
    }
}
