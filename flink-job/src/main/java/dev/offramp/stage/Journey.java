package dev.offramp.stage;

import java.util.ArrayList;
import java.util.List;

/**
 * What a sample cost so far.
 *
 * @param multiplyAdds executed for this sample, all heads included
 * @param visits       one for each stage that ran, in order
 */
public record Journey(long multiplyAdds, List<StageVisit> visits) {

    /** The journey of a sample that no stage has seen. */
    public static final Journey NOT_BEGUN = new Journey(0, List.of());

    public Journey {
        visits = List.copyOf(visits);
    }

    /** The journey after one more stage. */
    public Journey after(StageVisit visit, long stageMultiplyAdds) {
        List<StageVisit> longer = new ArrayList<>(visits.size() + 1);
        longer.addAll(visits);
        longer.add(visit);
        return new Journey(multiplyAdds + stageMultiplyAdds, longer);
    }
}
