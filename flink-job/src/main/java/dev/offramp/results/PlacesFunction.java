package dev.offramp.results;

import dev.offramp.rejects.RejectedRecord;
import dev.offramp.sample.Unanswered;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** From what is refused to the places in their streams that stay empty, where they are known. */
public final class PlacesFunction implements FlatMapFunction<RejectedRecord, Unanswered> {

    private static final long serialVersionUID = 1;

    @Override
    public void flatMap(RejectedRecord reject, Collector<Unanswered> places) {
        reject.places().forEach(places::collect);
    }
}
