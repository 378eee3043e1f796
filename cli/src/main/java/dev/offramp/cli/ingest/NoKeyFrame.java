package dev.offramp.cli.ingest;

/** A source goes on and on, and no segment of it can begin. */
final class NoKeyFrame extends Exception {

    private static final long serialVersionUID = 1;

    static final String WHAT = "no key frame that a decoder can begin at; send it as frames";

    NoKeyFrame() {
        super(WHAT);
    }
}
