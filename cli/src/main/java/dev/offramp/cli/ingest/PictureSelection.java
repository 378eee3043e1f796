package dev.offramp.cli.ingest;

/** Chooses pictures, and counts those that were left out. Not thread-safe. */
final class PictureSelection {

    private final FrameSampler sampler;
    private long damaged;
    private LeftOut leftOut = LeftOut.NOTHING;

    /** What is chosen is the sampler's business. */
    PictureSelection(FrameSampler sampler) {
        this.sampler = sampler;
    }

    /** Whether the picture is wanted; each is asked for once, in the order in which they are shown. */
    boolean wants(long micros) {
        long ahead = sampler.slotsAhead(micros);
        if (ahead == 0) {
            return false;
        }
        leftOut = leftOut.and(LeftOut.lost(sampler.lostBefore(ahead, damaged)));
        damaged = 0;
        return true;
    }

    /** So many pictures came that nobody can see, at a time that nobody knows. */
    void damaged(long pictures) {
        damaged += pictures;
    }

    /** A picture that was chosen could not be had after all. */
    void lost() {
        leftOut = leftOut.and(LeftOut.lost(1));
    }

    /** A picture that was chosen shows nothing new. */
    void unchanged() {
        leftOut = leftOut.and(new LeftOut(0, 1));
    }

    /** What was left out since this was asked last. */
    LeftOut takeLeftOut() {
        LeftOut taken = leftOut;
        leftOut = LeftOut.NOTHING;
        return taken;
    }

    /** What was left out behind what was taken last, where nothing more comes. */
    LeftOut rest() {
        return leftOut.and(LeftOut.lost(sampler.lostBehind(damaged)));
    }
}
