package dev.offramp.cli.publish;

import dev.offramp.cli.options.BrokerOptions;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.kafka.TopicSubjects;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Publishes a source over and over at a rate, and shows how far it is. */
final class PublishLoop {

    private static final long REDRAW_NANOS = Duration.ofMillis(200).toNanos();

    private final FrameFiles files;
    private final FrameSpread spread;
    private final int loops;
    private final Duration patience;
    private final PublishProgress progress;
    private long published;
    private long nextRedraw = System.nanoTime();

    /**
     * @param loops    how often the whole source is published; 0 is without end
     * @param patience how long the brokers may be away
     */
    PublishLoop(FrameFiles files, FrameSpread spread, int loops, Duration patience) {
        this.files = files;
        this.spread = spread;
        this.loops = loops;
        this.patience = patience;
        this.progress = new PublishProgress(patience, System::nanoTime);
    }

    /**
     * Publishes everything and says at the end what became of it.
     *
     * @param perSecond frames a second over all streams; 0 is as fast as it goes
     * @return whether every picture was published
     */
    boolean run(BrokerOptions broker, String topic, double perSecond, Screen screen) {
        var pace = Pace.of(perSecond);
        try (var publisher = new FramePublisher(
                broker.bootstrapServers(),
                broker.properties(),
                patience,
                topic,
                broker.form(TopicSubjects.pictures(topic)),
                progress)) {
            for (long loop = 0; loops == 0 || loop < loops; loop++) {
                publishOnce(publisher, pace, screen);
            }
            while (!publisher.isDone()) {
                await(screen);
            }
        } catch (CommandFailure failure) {
            screen.settle(progress.lines(total()));
            progress.summary(topic, files.skipped()).forEach(screen::line);
            throw failure;
        }
        screen.settle(progress.lines(total()));
        progress.summary(topic, files.skipped()).forEach(screen::line);
        return progress.refusals() == 0;
    }

    private void publishOnce(FramePublisher publisher, Pace pace, Screen screen) {
        for (int index = 0; index < files.count(); index++) {
            pace.await(published);
            while (!publisher.hasRoom()) {
                await(screen);
            }
            publish(index, publisher);
            redraw(screen);
        }
    }

    private void await(Screen screen) {
        LockSupport.parkNanos(REDRAW_NANOS / 10);
        redraw(screen);
    }

    private void redraw(Screen screen) {
        if (System.nanoTime() - nextRedraw >= 0) {
            screen.show(progress.lines(total()));
            nextRedraw = System.nanoTime() + REDRAW_NANOS;
        }
    }

    private void publish(int index, FramePublisher publisher) {
        try {
            Picture picture = files.picture(index);
            progress.sent();
            publisher.publish(spread.addressOf(published), picture);
            published++;
        } catch (IOException unreadable) {
            progress.unreadable(files.nameOf(index), "cannot be read: " + unreadable.getMessage());
        }
    }

    private long total() {
        return (long) loops * files.count();
    }
}
