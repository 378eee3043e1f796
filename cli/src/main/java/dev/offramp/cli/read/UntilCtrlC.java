package dev.offramp.cli.read;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command end what it does in good order on Ctrl-C. Java then ends a process with 130, whatever the command returns; where Ctrl-C is
 * its proper end, this ends it with 0.
 */
final class UntilCtrlC implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final boolean isProperEnd;
    private final Thread hook;

    /**
     * @param stop        asks the command to end, from another thread
     * @param isProperEnd whether nothing else was to end it
     */
    UntilCtrlC(Runnable stop, boolean isProperEnd) {
        this.isProperEnd = isProperEnd;
        this.hook = new Thread(() -> end(stop), "read-until-ctrl-c");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The command has ended, by itself or because it was asked to. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException processIsEnding) {
            // the hook is at work, and waits for this
        }
    }

    private void end(Runnable stop) {
        stop.run();
        try {
            if (ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) && isProperEnd) {
                Runtime.getRuntime().halt(0);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
