package dev.offramp.throughput;

import dev.offramp.exit.Agreement;
import dev.offramp.exit.Answer;
import dev.offramp.sample.BundleId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts answers by the bundle that gave them, while an interval lasts; {@link #totals} ends it. Not thread-safe. */
final class Tallies {

    private final BundleId home;
    private final Map<BundleId, Tally> byBundle = new HashMap<>();
    private BundleId newestId = BundleId.UNNAMED;
    private @Nullable Tally newest;

    /** @param home that the job was started with; answers that name no bundle are its, too */
    Tallies(BundleId home) {
        this.home = home;
    }

    void add(Answer answer) {
        of(answer.bundle()).add(answer);
    }

    void add(Agreement agreement) {
        of(agreement.bundle()).add(agreement);
    }

    /** Every answer asks, and mostly for the bundle of the one before. */
    private Tally of(BundleId bundle) {
        Tally found = newest;
        if (found == null || !bundle.equals(newestId)) {
            found = byBundle.computeIfAbsent(bundle.equals(BundleId.UNNAMED) ? home : bundle, fresh -> new Tally());
            newest = found;
            newestId = bundle;
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
