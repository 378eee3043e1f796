package dev.offramp.bench;

import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.publish.Deliveries;
import dev.offramp.cli.publish.FrameAddress;
import dev.offramp.cli.publish.FramePublisher;
import dev.offramp.cli.publish.Pace;
import dev.offramp.cli.publish.Picture;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Publishes pictures at rates that do not ask how the job is doing: an open loop. */
final class OpenLoad {

    private final LocalSystem system;
    private final List<Picture> pictures;
    private final List<String> round;
    private final Map<String, Long> sequences = new HashMap<>();
    private final AtomicLong published = new AtomicLong();

    /** @param round streams that frames come from, over and over in this order; one may come several times */
    OpenLoad(LocalSystem system, List<Picture> pictures, List<String> round) {
        this.round = List.copyOf(round);
        this.system = system;
        this.pictures = pictures;
    }

    /** Frames published so far; may be read by any thread. */
    long published() {
        return published.get();
    }

    /** Publishes the phases one after the other; returns when all is delivered. */
    void play(List<LoadPhase> phases) {
        try (var publisher = new FramePublisher(system.plan().settings().kafka(), Deliveries.UNHEARD)) {
            for (LoadPhase phase : phases) {
                Pace pace = Pace.of(phase.perSecond());
                for (long n = 0; n < phase.frames(); n++) {
                    pace.await(n);
                    long frame = published.getAndIncrement();
                    publisher.publish(next(frame), pictures.get((int) (frame % pictures.size())));
                }
            }
            publisher.flush();
        }
    }

    private FrameAddress next(long frame) {
        String stream = round.get((int) (frame % round.size()));
        return new FrameAddress(stream, sequences.merge(stream, 1L, Long::sum) - 1);
    }
}
