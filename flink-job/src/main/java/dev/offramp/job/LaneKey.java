package dev.offramp.job;

import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.Partitioning;
import dev.offramp.sample.Sample;
import dev.offramp.stage.InFlight;
import java.io.Serializable;
import org.apache.flink.api.java.functions.KeySelector;

/**
 * The lane of whatever carries a sample, as its Flink key. A pure function of the sample, so that no record has to carry it.
 *
 * @param sample of a record
 */
record LaneKey<T>(Partitioning partitioning, OfRecord<T> sample) implements KeySelector<T, Integer> {

    private static final long serialVersionUID = 1;

    /** Finds the sample in a record. */
    interface OfRecord<T> extends Serializable {
        Sample in(T record);
    }

    static LaneKey<EncodedFrame> ofFrames(Partitioning partitioning) {
        return new LaneKey<>(partitioning, EncodedFrame::sample);
    }

    static LaneKey<InFlight> ofSamples(Partitioning partitioning) {
        return new LaneKey<>(partitioning, InFlight::sample);
    }

    @Override
    public Integer getKey(T record) {
        return partitioning.key(sample.in(record));
    }
}
