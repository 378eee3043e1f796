package dev.offramp.stage;

/**
 * When a waiting batch is due, and what an alarm means that was set for it. Pure: times come from outside, milliseconds. Not
 * thread-safe.
 */
final class BatchDeadline {

    /** What is to be done when an alarm rings. */
    enum Ring {
        /** Nobody waits. */
        NOTHING,
        /** The alarm is set again, for {@link #millis()}. */
        AGAIN,
        /** The batch runs. */
        RUN
    }

    private static final long ON_TIME_MILLIS = 1;

    private boolean someoneWaits;
    private boolean hasGrace;
    private long dueMillis;

    /** The first sample of a batch came, and waits until then at most. */
    void begin(long due) {
        someoneWaits = true;
        hasGrace = true;
        dueMillis = due;
    }

    /** The batch runs, for whatever reason. */
    void end() {
        someoneWaits = false;
    }

    /** When the batch is due. */
    long millis() {
        return dueMillis;
    }

    /**
     * An alarm may be for a batch that filled meanwhile: then it is set again. One that comes late found the thread running
     * another stage, while samples waited before this one's door: once a batch, they come in first. Flushed at once, stages in one
     * thread would cut each other's batches short, the more so the slower they are.
     *
     * @param atMillis that the alarm was set for
     */
    Ring rings(long atMillis, long nowMillis) {
        if (!someoneWaits) {
            return Ring.NOTHING;
        }
        if (atMillis < dueMillis) {
            return Ring.AGAIN;
        }
        if (hasGrace && nowMillis - atMillis > ON_TIME_MILLIS) {
            hasGrace = false;
            dueMillis = nowMillis + ON_TIME_MILLIS;
            return Ring.AGAIN;
        }
        return Ring.RUN;
    }
}
