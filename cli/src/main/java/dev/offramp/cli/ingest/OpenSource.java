package dev.offramp.cli.ingest;

import dev.offramp.video.VideoInput;
import org.jspecify.annotations.Nullable;

/** The input that one thread reads, for another to end: never one that is closed already. Thread-safe. */
final class OpenSource {

    private @Nullable VideoInput input;
    private boolean aborted;

    synchronized void opened(VideoInput fresh) {
        input = fresh;
        if (aborted) {
            fresh.abort();
        }
    }

    /** Right before the input is closed. */
    synchronized void closing() {
        input = null;
    }

    /** Ends the reads of the input that is open, and of every later one. */
    synchronized void abort() {
        aborted = true;
        if (input != null) {
            input.abort();
        }
    }
}
