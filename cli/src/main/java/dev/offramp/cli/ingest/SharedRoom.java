package dev.offramp.cli.ingest;

/**
 * How much the backlogs of all streams may hold together. Where that is too much, each may keep its equal share: one with nothing takes one record
 * more in any case. Thread-safe.
 */
final class SharedRoom {

    private static final int HEAP_TO_ROOM = 4;

    private final long mostBytes;
    private long bytes;
    private int holders;

    SharedRoom(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** A quarter of what the process may have. */
    static SharedRoom ofHeap() {
        return new SharedRoom(Runtime.getRuntime().maxMemory() / HEAP_TO_ROOM);
    }

    /** A backlog holds more, or less, than before. */
    synchronized void changed(long before, long after) {
        bytes += after - before;
        holders += Long.signum(after) - Long.signum(before);
    }

    /** Whether one that holds so much takes no more. */
    synchronized boolean isShortFor(long held) {
        return bytes >= mostBytes && held * holders >= mostBytes;
    }
}
