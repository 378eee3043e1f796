package dev.offramp.stage;

import org.apache.flink.api.common.functions.MapFunction;

/** Takes a survivor's activation off the device before it crosses the network, and frees its share of the native batch. */
public final class PackFunction implements MapFunction<InFlight, InFlight> {

    private static final long serialVersionUID = 1;

    private final WirePrecision wire;

    public PackFunction(WirePrecision wire) {
        this.wire = wire;
    }

    @Override
    public InFlight map(InFlight survivor) {
        Activation onDevice = survivor.activation();
        Activation onHeap = new HeapActivation(onDevice.tensors(wire));
        onDevice.release();
        return survivor.carrying(onHeap);
    }
}
