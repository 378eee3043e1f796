package dev.offramp.throughput;

import java.util.ArrayList;
import java.util.List;

/**
 * What a bundle's answers of one stream, or of one group of streams, cost together.
 *
 * @param computeMicros of the stages, each sample's part of its batches
 * @param exits         how many left at each, as far as any did
 */
public record StreamTotals(String stream, long multiplyAdds, long computeMicros, List<Long> exits) {

    public StreamTotals {
        exits = List.copyOf(exits);
    }

    /** Samples answered. */
    public long samples() {
        return exits.stream().mapToLong(Long::longValue).sum();
    }

    /** The same under another name: its group's. */
    StreamTotals named(String group) {
        return new StreamTotals(group, multiplyAdds, computeMicros, exits);
    }

    /** Both together, of the same stream. */
    StreamTotals plus(StreamTotals other) {
        List<Long> sums = new ArrayList<>(Math.max(exits.size(), other.exits.size()));
        for (int k = 0; k < Math.max(exits.size(), other.exits.size()); k++) {
            sums.add(left(k) + other.left(k));
        }
        return new StreamTotals(stream, multiplyAdds + other.multiplyAdds, computeMicros + other.computeMicros, sums);
    }

    private long left(int exit) {
        return exit < exits.size() ? exits.get(exit) : 0;
    }
}
