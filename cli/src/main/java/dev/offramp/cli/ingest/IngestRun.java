package dev.offramp.cli.ingest;

import dev.offramp.cli.broker.BrokerRefusal;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.acl.AclOperation;

/** Watches over the cameras until all are done or somebody stops it, and shows how they are. */
final class IngestRun {

    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_CAMERAS_SHOWN = 20;

    /** Where cameras come from: which there are to be now; empty where nothing has changed. */
    interface Cameras {
        Optional<List<CameraSettings>> changed();
    }

    private final Cameras cameras;
    private final Dispatcher dispatcher;
    private final Fleet fleet;
    private final String topic;
    private final Screen screen;
    private final StateLines stateLines = new StateLines();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);

    /**
     * @param topic for people
     */
    IngestRun(Cameras cameras, Dispatcher dispatcher, Fleet fleet, String topic, Screen screen) {
        this.cameras = cameras;
        this.dispatcher = dispatcher;
        this.fleet = fleet;
        this.topic = topic;
        this.screen = screen;
    }

    /**
     * Runs to the end.
     *
     * @return whether nothing failed for good
     */
    boolean run() {
        try {
            return run(System.nanoTime());
        } finally {
            finished.countDown();
        }
    }

    /** Ends it from another thread; returns when it has ended, or when that takes far too long. */
    void stop() {
        stopping.countDown();
        try {
            finished.await(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean run(long startNanos) {
        boolean delivered;
        try {
            cameras.changed().ifPresent(fleet::become);
            keepOn();
        } finally { // also where something unexpected happened: whoever reads the streams must not wait for more
            delivered = endStreams();
        }
        failIfBroken();
        var summary = new IngestSummary(fleet.statuses(), delivered);
        settle(summary.cameras());
        summary.lines(topic, Duration.ofNanos(System.nanoTime() - startNanos)).forEach(screen::line);
        return summary.isGood();
    }

    private void keepOn() {
        try {
            while (!isDone() && !stopping.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                followCameras();
                show(fleet.statuses());
            }
        } catch (InterruptedException stop) { // as good as Ctrl-C: what follows ends it in good order
            stopping.countDown();
        }
    }

    /** Whether all of them is on the topic. */
    private boolean endStreams() {
        try {
            return fleet.stop(PATIENCE);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A file is done when Kafka has it, however long that takes. */
    private boolean isDone() {
        List<CameraStatus> now = fleet.statuses();
        boolean allDone = !now.isEmpty()
                && now.stream().allMatch(camera -> camera.condition().state().isLast());
        return dispatcher.broken().isPresent() || (allDone && dispatcher.isDrained());
    }

    private void followCameras() {
        try {
            Optional<Fleet.Change> change = cameras.changed().map(fleet::become);
            change.filter(one -> !one.isNone())
                    .ifPresent(one -> screen.line(
                            "Cameras: %d added, %d changed, %d removed.", one.added(), one.changed(), one.removed()));
        } catch (CommandFailure refused) {
            screen.line("Not taken: " + refused.getMessage() + ". The cameras stay as they are.");
        }
    }

    private void show(List<CameraStatus> now) {
        if (screen.isLive()) {
            screen.show(new StatusTable(now).lines(MOST_CAMERAS_SHOWN));
        } else {
            stateLines.changes(now).forEach(screen::line);
            screen.show(List.of(new StatusTable(now).total()));
        }
    }

    private void settle(List<CameraStatus> last) {
        if (screen.isLive()) {
            screen.settle(new StatusTable(last).lines(MOST_CAMERAS_SHOWN));
        } else {
            stateLines.changes(last).forEach(screen::line);
        }
    }

    private void failIfBroken() {
        dispatcher.broken().ifPresent(failure -> {
            throw new CommandFailure(
                    topic + " cannot be written: "
                            + BrokerRefusal.in(failure, AclOperation.WRITE).orElse(failure.getMessage() + ""),
                    failure);
        });
    }
}
