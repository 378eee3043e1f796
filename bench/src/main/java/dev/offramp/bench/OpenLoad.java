package dev.offramp.bench;

import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.publish.Deliveries;
import dev.offramp.cli.publish.FramePublisher;
import dev.offramp.cli.publish.FrameSpread;
import dev.offramp.cli.publish.Pace;
import dev.offramp.cli.publish.Picture;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Publishes pictures at rates that do not ask how the job is doing: an open loop. */
final class OpenLoad {

    /** So many that every subtask gets its share of them. */
    private static final int STREAMS = 1024;

    private final LocalSystem system;
    private final List<Picture> pictures;
    private final String prefix;
    private final AtomicLong published = new AtomicLong();

    /** @param prefix of the streams that the load comes from */
    OpenLoad(LocalSystem system, List<Picture> pictures, String prefix) {
        this.prefix = prefix;
        this.system = system;
        this.pictures = pictures;
    }

    /** Frames published so far; may be read by any thread. */
    long published() {
        return published.get();
    }

    /** Publishes the phases one after the other; returns when all is delivered. */
    void play(List<LoadPhase> phases) {
        FrameSpread spread = new FrameSpread(prefix, STREAMS, 0);
        try (var publisher =
                new FramePublisher(system.bootstrapServers(), system.topics().frames(), Deliveries.UNHEARD)) {
            for (LoadPhase phase : phases) {
                Pace pace = Pace.of(phase.perSecond());
                for (long n = 0; n < phase.frames(); n++) {
                    pace.await(n);
                    long frame = published.getAndIncrement();
                    publisher.publish(spread.addressOf(frame), pictures.get((int) (frame % pictures.size())));
                }
            }
            publisher.flush();
        }
    }
}
