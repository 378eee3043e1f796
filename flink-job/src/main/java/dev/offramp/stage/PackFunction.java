package dev.offramp.stage;

import dev.offramp.sample.Activation;
import dev.offramp.sample.HeapActivation;
import dev.offramp.sample.InFlight;
import org.apache.flink.api.common.functions.MapFunction;

/** Takes a survivor's activation off the device before it crosses the network, and frees its share of the native batch. */
public final class PackFunction implements MapFunction<InFlight, InFlight> {

    private static final long serialVersionUID = 1;

    @Override
    public InFlight map(InFlight survivor) {
        Activation onDevice = survivor.activation();
        Activation onHeap = new HeapActivation(onDevice.tensors());
        onDevice.release();
        return survivor.carrying(onHeap);
    }
}
