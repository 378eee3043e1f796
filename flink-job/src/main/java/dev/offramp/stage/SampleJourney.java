package dev.offramp.stage;

import java.util.ArrayList;
import java.util.List;

/**
 * What a sample cost so far.
 *
 * @param multiplyAdds executed for this sample, all heads included
 * @param visits       one for each stage that ran, in order
 */
public record SampleJourney(long multiplyAdds, List<Visit> visits) {

    /** The journey of a sample that no stage has seen. */
    public static final SampleJourney NOT_BEGUN = new SampleJourney(0, List.of());

    public SampleJourney {
        visits = List.copyOf(visits);
    }

    /** The journey after one more stage. */
    public SampleJourney after(Visit visit, long stageMultiplyAdds) {
        List<Visit> longer = new ArrayList<>(visits.size() + 1);
        longer.addAll(visits);
        longer.add(visit);
        return new SampleJourney(multiplyAdds + stageMultiplyAdds, longer);
    }
}
