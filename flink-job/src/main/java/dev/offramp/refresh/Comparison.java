package dev.offramp.refresh;

import dev.offramp.budget.Interval;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * A candidate beside what serves, over some time: totals by {@link StreamClusters group of streams}, because the samples of one stream are
 * more alike than those of several.
 *
 * @param groups those that anything was answered for
 */
public record Comparison(Design design, SortedMap<Integer, GroupTotals> groups) {

    /** @throws IllegalArgumentException where the two of a pair have not answered the same samples */
    public Comparison {
        groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
        if (design == Design.PAIRED && !groups.values().stream().allMatch(GroupTotals::isOfPairs)) {
            throw new IllegalArgumentException("these are no pairs: " + groups);
        }
    }

    /** Of no samples. */
    public static Comparison nothing(Design design) {
        return new Comparison(design, Collections.emptySortedMap());
    }

    /** An estimate with its interval, as rules have it; empty where too little was seen. */
    public Optional<Interval> estimate(Quantity quantity) {
        return quantity.of(this) instanceof Estimate.Known known ? Optional.of(known.interval()) : Optional.empty();
    }

    /** All groups together. */
    public GroupTotals together() {
        return groups.values().stream()
                .reduce(GroupTotals::and)
                .orElseGet(() -> new GroupTotals(0, SideTotals.NOTHING, SideTotals.NOTHING));
    }

    /** A number of samples of all groups. */
    long total(ToLongFunction<GroupTotals> count) {
        return groups.values().stream().mapToLong(count).sum();
    }

    /** Groups that have such samples. */
    int groupsWith(ToLongFunction<GroupTotals> count) {
        return (int) groups.values().stream()
                .filter(group -> count.applyAsLong(group) > 0)
                .count();
    }
}
