package dev.offramp.refresh;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Assignments about the same, one after the other. Not thread-safe. */
final class Timeline {

    private final List<Entry> entries = new ArrayList<>();

    /**
     * One assignment.
     *
     * @param tenure of its bundle; none where it takes one away
     */
    private record Entry(Assignment assignment, @Nullable Tenure tenure) {}

    /** Enters an assignment in place of those that were to begin then or later; one that goes back is not entered. */
    void enter(Assignment assignment) {
        if (entries.stream().anyMatch(entered -> entered.assignment().version() >= assignment.version())) {
            return; // the topic is read once more
        }
        entries.removeIf(entered -> entered.assignment().validFromMillis() >= assignment.validFromMillis());
        Optional<Tenure> tenure = assignment.bundle().map(bundle -> Tenure.of(assignment));
        entries.add(new Entry(assignment, tenure.orElse(null)));
    }

    /** What holds at that event time; every frame asks, so nothing is made for it. */
    @Nullable
    Tenure at(long eventTimeMillis) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            Entry entry = entries.get(i);
            if (entry.assignment().validFromMillis() <= eventTimeMillis) {
                return entry.tenure();
            }
        }
        return null;
    }
}
