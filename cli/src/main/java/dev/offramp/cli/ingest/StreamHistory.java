package dev.offramp.cli.ingest;

/** What a stream may never go back behind, whichever camera it comes from and however often that is opened. Thread-safe. */
final class StreamHistory {

    private long lastEpoch;
    private long lastEventMillis;

    /** A new epoch: the time, or one more than the last where that is not later. */
    synchronized long nextEpoch(long nowMillis) {
        lastEpoch = Math.max(nowMillis, lastEpoch + 1);
        return lastEpoch;
    }

    /** An event time, or that of the picture before where it is later. */
    synchronized long notBackwards(long eventMillis) {
        lastEventMillis = Math.max(lastEventMillis, eventMillis);
        return lastEventMillis;
    }
}
