package dev.offramp.throughput;

import org.apache.flink.api.common.functions.AggregateFunction;

/** Adds totals up within a window. */
public final class SumTotals implements AggregateFunction<Totals, Totals, Totals> {

    private static final long serialVersionUID = 1;

    @Override
    public Totals createAccumulator() {
        return Totals.NONE;
    }

    @Override
    public Totals add(Totals totals, Totals sum) {
        return sum.plus(totals);
    }

    @Override
    public Totals getResult(Totals sum) {
        return sum;
    }

    @Override
    public Totals merge(Totals one, Totals other) {
        return one.plus(other);
    }
}
