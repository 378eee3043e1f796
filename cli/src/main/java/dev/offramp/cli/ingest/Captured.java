package dev.offramp.cli.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What a camera's session has for Kafka: one picture or several. */
sealed interface Captured permits CapturedFrame, CapturedSegment {

    /** In which it was taken. */
    long epoch();

    /** When the last of its pictures was taken. */
    CaptureTime lastTaken();

    /** How many pictures of it are to be classified. */
    int pictures();

    /** What it takes in memory, about. */
    long bytes();

    /** Pictures between it and what was captured before. */
    LeftOut before();

    /**
     * As it is written.
     *
     * @param sequence of the first picture that is to be classified
     * @param leftOut  since the record before
     */
    ByteBuffer record(String stream, long sequence, LeftOut leftOut) throws IOException;
}
