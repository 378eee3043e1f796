package dev.offramp.refresh;

import java.util.Collections;
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
