package dev.offramp.video;

import java.time.Duration;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Until when a read may take; FFmpeg asks again and again while it waits for a network.
 *
 * <p>JavaCPP has room for few callbacks of a kind at once. So all inputs have one callback, and the time itself, which tells them
 * apart, lies in native memory. One thread reads; any thread may end its waiting.
 */
final class ReadDeadline implements AutoCloseable {

    private static final class Passed extends AVIOInterruptCB.Callback_Pointer {

        @Override
        public int call(Pointer deadline) {
            return System.nanoTime() - new LongPointer(deadline).get() > 0 ? 1 : 0;
        }
    }

    /** Lives as long as the process. */
    private static final Passed PASSED = new Passed();

    private final LongPointer untilNanos = new LongPointer(1);
    private final long patienceNanos;
    private volatile boolean aborted;

    ReadDeadline(Duration patience) {
        this.patienceNanos = patience.toNanos();
        restart();
    }

    void guard(AVIOInterruptCB interrupt) {
        interrupt.callback(PASSED);
        interrupt.opaque(untilNanos);
    }

    /** Before each read. */
    void restart() {
        untilNanos.put(System.nanoTime() + patienceNanos);
        if (aborted) {
            untilNanos.put(System.nanoTime() - 1);
        }
    }

    /** Whether this read has taken too long, or was ended. */
    boolean hasPassed() {
        return System.nanoTime() - untilNanos.get() > 0;
    }

    /** Ends this read and every later one. */
    void abort() {
        aborted = true;
        untilNanos.put(System.nanoTime() - 1);
    }

    @Override
    public void close() {
        untilNanos.close();
    }
}
