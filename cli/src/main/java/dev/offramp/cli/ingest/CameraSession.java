package dev.offramp.cli.ingest;

import dev.offramp.cli.broker.FrameProducerSettings;
import dev.offramp.schema.VideoTime;
import dev.offramp.video.FrameSize;
import dev.offramp.video.FrameStream;
import dev.offramp.video.JpegEncoder;
import dev.offramp.video.VideoFailure;
import dev.offramp.video.VideoFrame;
import dev.offramp.video.VideoInput;
import dev.offramp.video.VideoTrack;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** From a source that was opened to pictures in an outbox. One thread; closes what it reads from. */
final class CameraSession implements AutoCloseable {

    private static final long NANOS_PER_MICRO = 1_000;

    private final VideoInput input;
    private final FrameStream frames;
    private final Outbox.Entrance entrance;
    private final CameraTelemetry telemetry;
    private final long epoch;
    private final Playback playback;
    private final boolean timesItself;
    private final SteadyTime steady;
    private final FrameSampler sampler;
    private final CaptureTimes captureTimes;
    private final JpegEncoder encoder;
    private long damagedSeen;
    private long damagedSinceChosen;
    private int lost;

    /**
     * @param input    what the frames are read from
     * @param frames   taken over
     * @param playback holds each picture back until it is due
     */
    CameraSession(
            CameraSettings settings, VideoInput input, FrameStream frames, CameraStream stream, Playback playback) {
        VideoTrack track = input.track();
        var times = new SourceTimes(settings.source(), track);
        this.input = input;
        this.frames = frames;
        this.entrance = stream.entrance();
        this.telemetry = stream.telemetry();
        this.epoch = stream.history().nextEpoch(System.currentTimeMillis());
        this.playback = playback;
        this.timesItself = times.areItsOwn();
        this.steady = new SteadyTime(track.framesPerSecond());
        this.sampler = new FrameSampler(settings.pictures().perSecond(), track.framesPerSecond());
        this.captureTimes = new CaptureTimes(times.fileStartMillis(), stream.history());
        this.encoder = new JpegEncoder(
                new FrameSize(settings.pictures().shortSide()),
                settings.pictures().quality());
    }

    /**
     * Goes on by one picture of the source, and publishes it if it is wanted.
     *
     * @return false behind the last
     */
    boolean advance() throws VideoFailure, InterruptedException {
        if (!awaitPicture()) {
            return false;
        }
        VideoFrame frame = frames.frame();
        long damaged = damagedSinceSeen();
        damagedSinceChosen += damaged;
        telemetry.read(frame.width(), frame.height(), damaged);
        long at = steady.next(saidMicros(frame), System.nanoTime() / NANOS_PER_MICRO);
        long ahead = sampler.slotsAhead(at);
        if (ahead > 0 && playback.awaitDue(at)) {
            lost += sampler.lostBefore(ahead, damagedSinceChosen);
            damagedSinceChosen = 0;
            publish(frame, at);
        }
        return true;
    }

    @Override
    public void close() {
        telemetry.damaged(damagedSinceSeen());
        encoder.close();
        frames.close();
    }

    private boolean awaitPicture() throws VideoFailure {
        telemetry.sourceWait().begins(System.nanoTime());
        try {
            return frames.advance();
        } finally {
            telemetry.sourceWait().ends();
        }
    }

    private void publish(VideoFrame frame, long at) throws InterruptedException {
        CaptureTime taken = captureTimes.of(at, input.reportedStartMicros(), System.currentTimeMillis());
        byte[] jpeg = encoded(frame);
        if (jpeg.length == 0 || jpeg.length > FrameProducerSettings.MAX_PICTURE_BYTES) {
            telemetry.dropped(1);
            lost++;
            return;
        }
        entrance.put(new CapturedFrame(epoch, taken, videoTime(frame), ByteBuffer.wrap(jpeg), lost));
        lost = 0;
    }

    /** Nothing, where the picture is of a kind that cannot be written. */
    private byte[] encoded(VideoFrame frame) {
        try {
            return encoder.encode(frame);
        } catch (VideoFailure failure) {
            telemetry.unwritable(failure);
            return new byte[0];
        }
    }

    private long damagedSinceSeen() {
        long damaged = frames.damaged() - damagedSeen;
        damagedSeen += damaged;
        return damaged;
    }

    private OptionalLong saidMicros(VideoFrame frame) {
        if (!timesItself) {
            return OptionalLong.of(System.nanoTime() / NANOS_PER_MICRO);
        }
        OptionalLong pts = frame.pts();
        return pts.isPresent() ? OptionalLong.of(input.track().micros(pts.getAsLong())) : OptionalLong.empty();
    }

    private @Nullable VideoTime videoTime(VideoFrame frame) {
        if (!timesItself || frame.pts().isEmpty()) {
            return null;
        }
        VideoTrack track = input.track();
        return new VideoTime(frame.pts().getAsLong(), track.timeBaseNumerator(), track.timeBaseDenominator());
    }
}
