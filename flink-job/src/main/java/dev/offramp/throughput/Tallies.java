package dev.offramp.throughput;

import dev.offramp.exit.Agreement;
import dev.offramp.exit.Answer;
import dev.offramp.model.ById;
import dev.offramp.sample.BundleId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts answers by the bundle that gave them, and pairs by their shadow, while an interval lasts; {@link #totals} ends it. Not thread-safe. */
final class Tallies {

    private final ById<Tally> byBundle;

    /** @param home that the job was started with; answers that name no bundle are its, too */
    Tallies(BundleId home) {
        this.byBundle = new ById<>(home);
    }

    void add(Answer answer) {
        of(answer.bundle()).add(answer);
    }

    void add(Agreement agreement) {
        of(agreement.bundle()).add(agreement);
    }

    void add(SamplePair pair) {
        of(pair.shadow()).add(pair);
    }

    private Tally of(BundleId bundle) {
        Tally found = byBundle.get(bundle);
        if (found == null) {
            found = new Tally();
            byBundle.put(bundle, found);
        }
        return found;
    }

    /**
     * What was counted; nothing may be added afterwards.
     *
     * @param subtasks that counted answers beside each other; 0 where these are not such
     */
    TotalsByBundle totals(int subtasks) {
        Map<BundleId, Totals> each = new HashMap<>();
        byBundle.forEach((bundle, tally) -> each.put(bundle, tally.totals().ofOneOf(subtasks)));
        return new TotalsByBundle(each);
    }

    /** What each stream, or group of streams, cost each bundle. */
    List<StreamOfBundle> streams(StreamGroups groups) {
        List<StreamOfBundle> streams = new ArrayList<>();
        byBundle.forEach((bundle, tally) ->
                groups.sum(tally.streams()).forEach(totals -> streams.add(new StreamOfBundle(bundle, totals))));
        return streams;
    }
}
