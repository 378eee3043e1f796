package dev.offramp.cli.ingest;

/**
 * How much the backlogs of all streams may hold together. Where that is too much, each may keep its equal share, and one with less takes one
 * record more, up to twice the room of all. Thread-safe.
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

    /**
     * Takes room for one more record, where there is any; an empty room takes every record, or nothing would ever take a large one.
     *
     * @param held by the backlog that the record is for
     * @param more of the record
     */
    synchronized boolean take(long held, long more) {
        boolean beyondShare = bytes >= mostBytes && held * holders >= mostBytes;
        boolean beyondAll = bytes > 0 && bytes - mostBytes + more > mostBytes;
        if (beyondShare || beyondAll) {
            return false;
        }
        change(held, held + more);
        return true;
    }

    /** A backlog gives room back. */
    synchronized void give(long held, long less) {
        change(held, held - less);
    }

    private void change(long before, long after) {
        bytes += after - before;
        holders += Long.signum(after) - Long.signum(before);
    }
}
