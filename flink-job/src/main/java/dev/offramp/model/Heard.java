package dev.offramp.model;

import dev.offramp.sample.BundleId;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.TaskInfo;

/**
 * What a task has heard of bundles, in its lanes. Lanes of different senders are not in step: so one that comes may be heard of before
 * it has left for the time before. Rounds rise. Not thread-safe.
 */
final class Heard {

    /** What a notice comes to. */
    enum What {
        /** It is to be there from now on. */
        COMES,
        /** In no lane a sample of it is left. */
        HAS_LEFT,
        NOTHING_NEW
    }

    private final int lanes;
    private final Map<BundleId, Long> coming = new HashMap<>();
    private final Map<BundleId, Map<Long, Integer>> leaving = new HashMap<>();

    /** @param task whose input is by lane */
    Heard(TaskInfo task) {
        this.lanes = News.lanesOf(task).getNumberOfKeyGroups();
    }

    /** The next notice, in one more lane. */
    What of(Notice notice) {
        return notice.isFarewell() ? leaves(notice.bundle(), notice.round()) : comes(notice.bundle(), notice.round());
    }

    private What comes(BundleId bundle, long round) {
        if (round <= coming.getOrDefault(bundle, Long.MIN_VALUE)) {
            return What.NOTHING_NEW;
        }
        coming.put(bundle, round);
        return What.COMES;
    }

    private What leaves(BundleId bundle, long round) {
        Map<Long, Integer> heard = leaving.computeIfAbsent(bundle, fresh -> new HashMap<>());
        if (heard.merge(round, 1, Integer::sum) < lanes) {
            return What.NOTHING_NEW;
        }
        heard.remove(round);
        if (heard.isEmpty()) {
            leaving.remove(bundle);
        }
        if (coming.getOrDefault(bundle, Long.MIN_VALUE) > round) {
            return What.NOTHING_NEW; // it has come again
        }
        coming.remove(bundle);
        return What.HAS_LEFT;
    }
}
