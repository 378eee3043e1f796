package dev.offramp.stage;

import dev.offramp.model.LaneItem;
import org.apache.flink.api.common.functions.MapFunction;

/** Takes a survivor's activation off the device before it crosses the network, and frees its share of the native batch; news pass. */
public final class PackFunction implements MapFunction<LaneItem, LaneItem> {

    private static final long serialVersionUID = 1;

    private final WirePrecision wire;

    public PackFunction(WirePrecision wire) {
        this.wire = wire;
    }

    @Override
    public LaneItem map(LaneItem item) {
        return item instanceof InFlight survivor ? packed(survivor) : item;
    }

    private InFlight packed(InFlight survivor) {
        Activation onDevice = survivor.activation();
        Activation onHeap = new HeapActivation(onDevice.tensors(wire));
        onDevice.release();
        return survivor.carrying(onHeap);
    }
}
