package dev.offramp.registry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Passes while it is paused, and as told. */
public final class TestingTime implements Time {

    private final List<Duration> pauses = new ArrayList<>();
    private long nanos;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void pause(Duration span) {
        pauses.add(span);
        pass(span);
    }

    /** So much time goes by. */
    public void pass(Duration span) {
        nanos += span.toNanos();
    }

    /** The pauses that were made. */
    public List<Duration> pauses() {
        return List.copyOf(pauses);
    }
}
