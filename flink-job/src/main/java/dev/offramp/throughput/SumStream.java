package dev.offramp.throughput;

import org.apache.flink.api.common.functions.ReduceFunction;

/** Adds up what one stream cost a bundle within a window. */
public final class SumStream implements ReduceFunction<StreamOfBundle> {

    private static final long serialVersionUID = 1;

    @Override
    public StreamOfBundle reduce(StreamOfBundle sum, StreamOfBundle stream) {
        return sum.plus(stream);
    }
}
