package dev.offramp.cli.ingest;

/**
 * Pictures between two records of a stream that are in neither.
 *
 * @param dropped   that should have been published and are lost
 * @param unchanged that show nothing new
 */
record LeftOut(int dropped, int unchanged) {

    static final LeftOut NOTHING = new LeftOut(0, 0);

    static LeftOut lost(int pictures) {
        return new LeftOut(pictures, 0);
    }

    LeftOut and(LeftOut more) {
        return new LeftOut(dropped + more.dropped, unchanged + more.unchanged);
    }
}
