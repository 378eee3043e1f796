package dev.offramp.cli.ingest;

import dev.offramp.cli.ingest.CameraStatus.Condition;
import dev.offramp.cli.ingest.CameraStatus.Format;
import dev.offramp.cli.ingest.CameraStatus.Frames;
import dev.offramp.cli.ingest.CameraStatus.Pulse;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.video.VideoFailure;
import dev.offramp.video.VideoTrack;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers what is to be told of a camera. Thread-safe. */
final class CameraTelemetry {

    private static final Logger LOG = LoggerFactory.getLogger(CameraTelemetry.class);
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final CameraSettings settings;
    private final SourceWait sourceWait;
    private final LongAdder read = new LongAdder();
    private final LongAdder published = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder damaged = new LongAdder();
    private final LongAdder unchanged = new LongAdder();
    private final LongAdder reconnects = new LongAdder();
    private final FrameRate rateIn = new FrameRate();
    private final FrameRate rateOut = new FrameRate();
    private final AtomicBoolean toldUnwritable = new AtomicBoolean();
    private volatile Condition condition = new Condition(CameraState.CONNECTING, "");
    private volatile Format format = Format.UNKNOWN;
    private volatile long lastFrameNanos;

    CameraTelemetry(CameraSettings settings) {
        this.settings = settings;
        this.sourceWait = new SourceWait(settings.reading().mostWithoutPicture());
    }

    /** How long the camera's thread is away at the source. */
    SourceWait sourceWait() {
        return sourceWait;
    }

    void is(CameraState state, String why) {
        condition = new Condition(state, why);
        LOG.info("{}: {} {}", settings.stream(), state, why);
    }

    void opened(VideoTrack track) {
        format = new Format(track.codec(), track.width(), track.height());
        is(CameraState.RUNNING, "");
    }

    /** Something is wrong, and it goes on all the same. */
    void complains(String what) {
        if (!condition.why().equals(what)) {
            is(CameraState.RUNNING, what);
        }
    }

    /** What is wrong although it goes on; empty where nothing is. */
    String complaint() {
        Condition now = condition;
        return now.state() == CameraState.RUNNING ? now.why() : "";
    }

    /** Whether anything came from the source, whole or not. */
    boolean sawAnything() {
        return read.sum() + damaged.sum() > 0;
    }

    /** A picture came from the source. */
    void read(int width, int height) {
        read.increment();
        lastFrameNanos = System.nanoTime();
        if (width != format.width() || height != format.height()) {
            format = new Format(format.codec(), width, height);
        }
    }

    void published(int pictures) {
        published.add(pictures);
    }

    void dropped(int pictures) {
        dropped.add(pictures);
    }

    /** A picture that no JPEG can be made of: the first is told in the log, for the next are like it. */
    void unwritable(VideoFailure failure) {
        if (!toldUnwritable.getAndSet(true)) {
            LOG.warn("{}: pictures are dropped, {}", settings.stream(), failure.getMessage());
        }
    }

    void damaged(long pictures) {
        damaged.add(pictures);
    }

    /** A picture was left out, for it shows nothing new. */
    void unchanged() {
        unchanged.increment();
    }

    void reconnects() {
        reconnects.increment();
    }

    CameraStatus status(long nowNanos) {
        var frames = new Frames(read.sum(), published.sum(), dropped.sum(), damaged.sum(), unchanged.sum());
        long age = frames.read() == 0 ? -1 : Math.max(0, (nowNanos - lastFrameNanos) / NANOS_PER_MILLI);
        var pulse = new Pulse(
                rateIn.perSecond(frames.read(), nowNanos),
                rateOut.perSecond(frames.published(), nowNanos),
                reconnects.sum(),
                age);
        return new CameraStatus(
                settings.stream(), settings.source().shown(), conditionAt(nowNanos), format, frames, pulse);
    }

    private Condition conditionAt(long nowNanos) {
        Duration beyond = sourceWait.beyondBounds(nowNanos);
        return beyond.isZero()
                ? condition
                : new Condition(
                        CameraState.STUCK, "no picture and no failure from the source for " + Figures.span(beyond));
    }
}
