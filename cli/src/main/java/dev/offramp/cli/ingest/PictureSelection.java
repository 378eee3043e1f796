package dev.offramp.cli.ingest;

/** Chooses pictures, and counts those that it would have chosen and that could not be had. Not thread-safe. */
final class PictureSelection {

    private final FrameSampler sampler;
    private long damaged;
    private int lost;

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
        lost += sampler.lostBefore(ahead, damaged);
        damaged = 0;
        return true;
    }

    /** So many pictures came that nobody can see, at a time that nobody knows. */
    void damaged(long pictures) {
        damaged += pictures;
    }

    /** A picture that was chosen could not be had after all. */
    void lost() {
        lost++;
    }

    /** What is lost behind what was taken last. */
    LeftOut takeLeftOut() {
        var leftOut = new LeftOut(lost);
        lost = 0;
        return leftOut;
    }

    /** What is lost behind what was taken last, where nothing more comes. */
    LeftOut rest() {
        return new LeftOut(lost + sampler.lostBehind(damaged));
    }
}
