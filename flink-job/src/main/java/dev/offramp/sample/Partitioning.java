package dev.offramp.sample;

/** How samples are dealt out over lanes, and with them over the subtasks. */
public enum Partitioning {
    /** Consecutive records fall on all subtasks in turn, whatever their streams are called and however few they are. */
    BALANCED {
        @Override
        int lane(Sample sample) {
            return sample.clip()
                    .map(clip -> Lanes.ofClip(sample.stream(), clip.ordinal()))
                    .orElseGet(() -> Lanes.of(sample.origin()));
        }
    },

    /** All samples of a stream run in one task, and a hot stream fills it. */
    STREAM {
        @Override
        int lane(Sample sample) {
            return Lanes.ofStream(sample.stream());
        }
    };

    abstract int lane(Sample sample);

    /** The Flink key of a sample, the same in every replay: that of its lane. */
    public int key(Sample sample) {
        return Lanes.key(lane(sample));
    }
}
