package dev.offramp.sample;

import java.util.List;

/**
 * One of the samples that a segment of video brings.
 *
 * @param pictures that it is made of, counted from 0 in the order in which the segment shows them, rising
 */
public record SegmentSample(Sample sample, List<Integer> pictures) {

    public SegmentSample {
        pictures = List.copyOf(pictures);
    }

    /** The picture behind which it is whole. */
    public int last() {
        return pictures.get(pictures.size() - 1);
    }
}
