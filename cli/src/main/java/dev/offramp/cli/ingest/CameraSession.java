package dev.offramp.cli.ingest;

import dev.offramp.video.VideoFailure;

/** From a source that was opened to records in an outbox. One thread; closes what it reads from. */
sealed interface CameraSession extends AutoCloseable permits FrameSession, SegmentSession {

    /**
     * Goes on by one picture of the source, and publishes what is wanted.
     *
     * @return false behind the last
     */
    boolean advance() throws VideoFailure, NoKeyFrame, InterruptedException;

    @Override
    void close();
}
