package dev.offramp.job;

import dev.offramp.model.LaneItem;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.Partitioning;
import java.io.Serializable;
import org.apache.flink.api.java.functions.KeySelector;

/** The lane of whatever goes along one, as its Flink key. A pure function of the sample, so that no record has to carry it. */
record LaneKey<T>(Partitioning partitioning, OfRecord<T> of) implements KeySelector<T, Integer> {

    private static final long serialVersionUID = 1;

    /** Finds the key in a record. */
    interface OfRecord<T> extends Serializable {
        int in(T record, Partitioning partitioning);
    }

    static LaneKey<EncodedFrame> ofFrames(Partitioning partitioning) {
        return new LaneKey<>(partitioning, (frame, deal) -> deal.key(frame.sample()));
    }

    static LaneKey<LaneItem> ofItems(Partitioning partitioning) {
        return new LaneKey<>(partitioning, LaneItem::key);
    }

    @Override
    public Integer getKey(T record) {
        return of.in(record, partitioning);
    }
}
