package dev.offramp.it.load;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** How many frames there ought to be that were neither answered nor refused, over time. */
public final class Backlog implements AutoCloseable {

    private static final int TICK_MILLIS = 100;

    private record Moment(long millis, long frames) {}

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final SteadyLoad load;
    private final Witness witness;
    private final List<Moment> moments = new ArrayList<>();

    public Backlog(SteadyLoad load, Witness witness) {
        this.load = load;
        this.witness = witness;
        var unused = clock.scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** When it was first below so many frames at a time or later; both as {@link Witness#now} has it. */
    public synchronized OptionalLong firstBelow(long frames, long fromMillis) {
        return moments.stream()
                .filter(moment -> moment.millis() >= fromMillis && moment.frames() < frames)
                .mapToLong(Moment::millis)
                .findFirst();
    }

    private synchronized void tick() {
        moments.add(new Moment(Witness.now(), load.due() - witness.answeredOrRefused()));
    }

    @Override
    public void close() {
        clock.shutdown();
    }
}
