package dev.offramp.cli.ingest;

/**
 * Pictures between two records of a stream that are in neither.
 *
 * @param dropped that should have been published and are lost
 */
record LeftOut(int dropped) {

    static final LeftOut NOTHING = new LeftOut(0);

    LeftOut and(LeftOut more) {
        return new LeftOut(dropped + more.dropped);
    }
}
