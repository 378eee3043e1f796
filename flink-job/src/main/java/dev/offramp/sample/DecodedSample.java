package dev.offramp.sample;

import dev.offramp.wire.WireTypeInfo;

/** A sample with its pixels: uint8 [height, width, 3], RGB, of the bundle's input size. */
public record DecodedSample(Sample sample, Tensor pixels) {

    public static final WireTypeInfo<DecodedSample> TYPE =
            new WireTypeInfo<>(DecodedSample.class, new DecodedSampleFormat());

    /** The key of every keyed exchange. */
    public String stream() {
        return sample.stream();
    }
}
