package dev.offramp.refresh;

import dev.offramp.sample.Uniform;

/** Deals streams out over a fixed number of groups, which are the clusters of a {@link Comparison}; see RATIONALE.md beside this class. */
final class StreamClusters {

    /** Groups, however many streams there are. */
    static final int COUNT = 256;

    private StreamClusters() {}

    /** The same in every replay, from 0. */
    static int of(String stream) {
        return (int) (Uniform.of(StreamHash.of(stream)) * COUNT);
    }
}
