package dev.offramp.cli.ingest;

/**
 * Chooses pictures on a grid of time: of each slot the first. A stream that is slower than the grid loses nothing, one that stutters
 * gets no more than it should. Not thread-safe.
 */
final class FrameSampler {

    private static final double MICROS = 1e6;

    private final double wanted;
    private final double share;
    private final double toleranceSeconds;
    private long slot = -1;
    private long firstMicros;

    /**
     * @param wanted pictures a second, or {@link PictureSettings#ALL}
     * @param coming pictures a second that there are, on average; 0 where nobody knows. One that is half such a step early still
     *               belongs to the next slot
     */
    FrameSampler(double wanted, double coming) {
        double usual = coming > 0 ? coming : SteadyTime.USUAL_PER_SECOND;
        this.wanted = wanted;
        this.share = Math.min(1, wanted / usual);
        this.toleranceSeconds = 0.5 / Math.max(wanted, usual);
    }

    /**
     * By how many slots the picture is ahead of the last one that was chosen: 0, it is not wanted; 1, it is the next; more, slots
     * between stay empty.
     *
     * @param micros never less than those of the picture before
     */
    long slotsAhead(long micros) {
        if (wanted == PictureSettings.ALL) {
            return 1;
        }
        if (slot < 0) {
            firstMicros = micros;
            slot = 0;
            return 1;
        }
        long now = (long) Math.floor(((micros - firstMicros) / MICROS + toleranceSeconds) * wanted);
        long ahead = Math.max(0, now - slot);
        slot += ahead;
        return ahead;
    }

    /**
     * How many pictures are missing between two that were chosen.
     *
     * @param ahead   what {@link #slotsAhead} said of the second
     * @param damaged pictures that came between them and could not be decoded
     */
    int lostBefore(long ahead, long damaged) {
        return (int)
                Math.min(Integer.MAX_VALUE, wanted == PictureSettings.ALL ? damaged : Math.min(damaged, ahead - 1));
    }

    /** How many pictures are missing behind the last that was chosen, of so many that came at times that nobody knows: the usual share. */
    int lostBehind(long damaged) {
        return (int) Math.min(Integer.MAX_VALUE, Math.round(share * damaged));
    }
}
