package dev.offramp.throughput;

import java.util.List;
import org.apache.flink.api.common.functions.AggregateFunction;

/** Adds up what one stream cost within a window. */
public final class SumStream implements AggregateFunction<StreamTotals, StreamTotals, StreamTotals> {

    private static final long serialVersionUID = 1;
    private static final StreamTotals NOTHING = new StreamTotals("", 0, 0, List.of());

    @Override
    public StreamTotals createAccumulator() {
        return NOTHING;
    }

    @Override
    public StreamTotals add(StreamTotals totals, StreamTotals sum) {
        return totals.plus(sum);
    }

    @Override
    public StreamTotals getResult(StreamTotals sum) {
        return sum;
    }

    @Override
    public StreamTotals merge(StreamTotals one, StreamTotals other) {
        return one.stream().isEmpty() ? other.plus(one) : one.plus(other);
    }
}
