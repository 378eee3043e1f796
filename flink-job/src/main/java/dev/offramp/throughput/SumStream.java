package dev.offramp.throughput;

import org.apache.flink.api.common.functions.ReduceFunction;

/** Adds up what one stream cost within a window. */
public final class SumStream implements ReduceFunction<StreamTotals> {

    private static final long serialVersionUID = 1;

    @Override
    public StreamTotals reduce(StreamTotals sum, StreamTotals totals) {
        return sum.plus(totals);
    }
}
