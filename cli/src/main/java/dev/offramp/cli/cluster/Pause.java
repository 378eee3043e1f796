package dev.offramp.cli.cluster;

import dev.offramp.cli.terminal.CommandFailure;
import java.time.Duration;

/** Between two looks at another process. */
final class Pause {

    private Pause() {}

    static void of(Duration span) {
        try {
            Thread.sleep(span.toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("stopped while waiting", hurried);
        }
    }
}
