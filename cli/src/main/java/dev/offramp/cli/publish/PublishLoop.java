package dev.offramp.cli.publish;

import dev.offramp.cli.options.BrokerOptions;
import dev.offramp.cli.terminal.Screen;
import java.io.IOException;
import java.time.Duration;

/** Publishes a source over and over at a rate, and shows how far it is. */
final class PublishLoop {

    private static final long REDRAW_NANOS = Duration.ofMillis(200).toNanos();

    private final FrameFiles files;
    private final FrameSpread spread;
    private final int loops;
    private final PublishProgress progress = new PublishProgress();
    private long published;
    private long nextRedraw = System.nanoTime();

    /**
     * @param loops how often the whole source is published; 0 is without end
     */
    PublishLoop(FrameFiles files, FrameSpread spread, int loops) {
        this.files = files;
        this.spread = spread;
        this.loops = loops;
    }

    /**
     * Publishes everything and says at the end what became of it.
     *
     * @param perSecond frames a second over all streams; 0 is as fast as it goes
     * @return whether every picture was published
     */
    boolean run(BrokerOptions broker, String topic, double perSecond, Screen screen) {
        var pace = Pace.of(perSecond);
        try (var publisher = new FramePublisher(broker.bootstrapServers(), broker.properties(), topic, progress)) {
            for (long loop = 0; loops == 0 || loop < loops; loop++) {
                publishOnce(publisher, pace, screen);
            }
            publisher.flush();
        }
        screen.settle(progress.lines(total()));
        progress.summary(topic, files.skipped()).forEach(screen::line);
        return progress.refusals() == 0;
    }

    private void publishOnce(FramePublisher publisher, Pace pace, Screen screen) {
        for (int index = 0; index < files.count(); index++) {
            pace.await(published);
            publish(index, publisher);
            if (System.nanoTime() - nextRedraw >= 0) {
                screen.show(progress.lines(total()));
                nextRedraw = System.nanoTime() + REDRAW_NANOS;
            }
        }
    }

    private void publish(int index, FramePublisher publisher) {
        try {
            publisher.publish(spread.addressOf(published), files.picture(index));
            published++;
        } catch (IOException unreadable) {
            progress.refused(files.nameOf(index), "cannot be read: " + unreadable.getMessage());
        }
    }

    private long total() {
        return (long) loops * files.count();
    }
}
