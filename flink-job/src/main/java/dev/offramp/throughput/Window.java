package dev.offramp.throughput;

import dev.offramp.wire.WireTypeInfo;

/** What was answered in one interval of wall-clock time: start inclusive, end exclusive, milliseconds since the epoch. */
public record Window(long startMillis, long endMillis, Totals totals) {

    public static final WireTypeInfo<Window> TYPE = new WireTypeInfo<>(Window.class, new WindowFormat());
}
