package dev.offramp.refresh;

import java.util.SortedMap;
import java.util.TreeMap;

/** Adds a {@link Comparison} up, sample by sample or window by window. Not thread-safe. */
public final class ComparisonTally {

    private final Design design;
    private final SortedMap<Integer, GroupTotals> groups = new TreeMap<>();

    public ComparisonTally(Design design) {
        this.design = design;
    }

    /** Adds one sample of a stream. */
    public void add(String stream, GroupTotals sample) {
        groups.merge(StreamClusters.of(stream), sample, GroupTotals::and);
    }

    /**
     * Adds what was seen elsewhere or at another time.
     *
     * @throws IllegalArgumentException where it is of another design
     */
    public void add(Comparison other) {
        if (other.design() != design) {
            throw new IllegalArgumentException(other.design() + " cannot be added to " + design);
        }
        other.groups().forEach((group, totals) -> groups.merge(group, totals, GroupTotals::and));
    }

    /** All that was added so far. */
    public Comparison total() {
        return new Comparison(design, groups);
    }
}
