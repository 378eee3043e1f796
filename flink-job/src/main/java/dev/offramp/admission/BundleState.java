package dev.offramp.admission;

import dev.offramp.model.Notice;
import dev.offramp.refresh.Assignment;
import dev.offramp.sample.BundleId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.BroadcastState;

/**
 * What a checkpoint keeps of bundles for a task that begins again; no more of it than a frame may still meet.
 *
 * @param told     by the bundle, what was said of it last
 * @param assigned by what they are about and their version
 */
record BundleState(BroadcastState<String, Notice> told, BroadcastState<String, Assignment> assigned) {

    private static final int KEPT = 16; // as many as of policies

    /** What was said of a bundle. */
    void keep(Notice notice, BundleId home) throws Exception {
        told.put(notice.bundle().toString(), notice);
        forgetUnmet(home);
    }

    /** That a bundle has left matters as long as a frame may meet it, and always of the first: a job that begins again begins with it. */
    private void forgetUnmet(BundleId home) throws Exception {
        Set<BundleId> met = new HashSet<>(Set.of(home));
        for (Map.Entry<String, Assignment> entry : assigned.immutableEntries()) {
            entry.getValue().bundle().ifPresent(met::add);
        }
        List<String> past = new ArrayList<>();
        for (Map.Entry<String, Notice> entry : told.immutableEntries()) {
            Notice notice = entry.getValue();
            if (notice.isFarewell() && !met.contains(notice.bundle())) {
                past.add(entry.getKey());
            }
        }
        for (String bundle : past) {
            told.remove(bundle);
        }
    }

    /** What frames meet; of what is about the same, the newest are kept: a replay goes back no further. */
    void keep(Assignment assignment) throws Exception {
        assigned.put(assignment.key() + "/" + assignment.version(), assignment);
        List<Assignment> same = new ArrayList<>();
        for (Map.Entry<String, Assignment> entry : assigned.immutableEntries()) {
            if (entry.getValue().key().equals(assignment.key())) {
                same.add(entry.getValue());
            }
        }
        same.sort(Comparator.comparingLong(Assignment::version).reversed());
        for (Assignment past : same.subList(Math.min(KEPT, same.size()), same.size())) {
            assigned.remove(past.key() + "/" + past.version());
        }
    }

    /** There is one bundle only. */
    void clear() {
        told.clear();
        assigned.clear();
    }
}
