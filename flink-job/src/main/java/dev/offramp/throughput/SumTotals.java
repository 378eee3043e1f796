package dev.offramp.throughput;

import org.apache.flink.api.common.functions.AggregateFunction;

/** Adds totals up within a window, those of each bundle by themselves. */
public final class SumTotals implements AggregateFunction<TotalsByBundle, TotalsByBundle, TotalsByBundle> {

    private static final long serialVersionUID = 1;

    @Override
    public TotalsByBundle createAccumulator() {
        return TotalsByBundle.NONE;
    }

    @Override
    public TotalsByBundle add(TotalsByBundle totals, TotalsByBundle sum) {
        return sum.plus(totals);
    }

    @Override
    public TotalsByBundle getResult(TotalsByBundle sum) {
        return sum;
    }

    @Override
    public TotalsByBundle merge(TotalsByBundle one, TotalsByBundle other) {
        return one.plus(other);
    }
}
