package dev.offramp.cli.ingest;

import dev.offramp.cli.broker.FrameProducerSettings;
import dev.offramp.video.FrameSize;
import dev.offramp.video.FrameStream;
import dev.offramp.video.JpegEncoder;
import dev.offramp.video.LumaThumbnail;
import dev.offramp.video.VideoFailure;
import dev.offramp.video.VideoFrame;
import dev.offramp.video.VideoInput;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Decodes a source, and publishes the pictures that are wanted as JPEGs. */
final class FrameSession implements CameraSession {

    private final VideoInput input;
    private final FrameStream frames;
    private final SessionParts parts;
    private final JpegEncoder encoder;
    private final MotionGate gate;
    private final @Nullable LumaThumbnail thumbnail;
    private long damagedSeen;

    /**
     * @param input  what the frames are read from
     * @param frames taken over
     */
    FrameSession(PictureSettings pictures, VideoInput input, FrameStream frames, MotionGate gate, SessionParts parts) {
        this.input = input;
        this.frames = frames;
        this.parts = parts;
        this.thumbnail = pictures.gate().isOff() ? null : new LumaThumbnail(MotionGate.SIDE);
        this.gate = gate;
        gate.restart();
        this.encoder = new JpegEncoder(new FrameSize(pictures.shortSide()), pictures.quality());
    }

    @Override
    public boolean advance() throws VideoFailure, InterruptedException {
        if (!parts.telemetry().sourceWait().during(frames::advance)) {
            return false;
        }
        VideoFrame frame = frames.frame();
        tellDamaged();
        parts.telemetry().read(frame.width(), frame.height());
        Arrival arrival = Arrival.now();
        long at = parts.times().next(frame.pts(), arrival);
        if (parts.selection().wants(at) && parts.playback().awaitDue(at) && !isStill(frame, at)) {
            publish(frame, parts.times().taken(at, input.reportedStartMicros(), arrival));
        }
        return true;
    }

    @Override
    public void close() {
        tellDamaged();
        parts.entrance().leftOut(parts.selection().rest());
        encoder.close();
        if (thumbnail != null) {
            thumbnail.close();
        }
        frames.close();
    }

    private void tellDamaged() {
        long damaged = frames.damaged() - damagedSeen;
        damagedSeen += damaged;
        parts.telemetry().damaged(damaged);
        parts.selection().damaged(damaged);
    }

    private void publish(VideoFrame frame, CaptureTime taken) throws InterruptedException {
        byte[] jpeg = encoded(frame);
        if (jpeg.length == 0 || jpeg.length > FrameProducerSettings.MAX_PICTURE_BYTES) {
            parts.telemetry().dropped(1);
            parts.selection().lost();
            return;
        }
        parts.entrance()
                .put(new CapturedFrame(
                        parts.times().epoch(),
                        taken,
                        parts.times().videoTime(frame.pts()),
                        ByteBuffer.wrap(jpeg),
                        parts.selection().takeLeftOut()));
        gate.published();
    }

    private boolean isStill(VideoFrame frame, long at) {
        if (thumbnail == null) {
            return false;
        }
        try {
            boolean still = gate.isStill(thumbnail.of(frame), at);
            if (still) {
                parts.telemetry().unchanged();
                parts.selection().unchanged();
            }
            return still;
        } catch (VideoFailure failure) { // of a kind that cannot be scaled: the encoder says so too
            return false;
        }
    }

    /** Nothing, where the picture is of a kind that cannot be written. */
    private byte[] encoded(VideoFrame frame) {
        try {
            return encoder.encode(frame);
        } catch (VideoFailure failure) {
            parts.telemetry().unwritable(failure);
            return new byte[0];
        }
    }
}
