package dev.offramp.frames;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.ClipFrames;
import dev.offramp.sample.EncodedSegment;
import dev.offramp.sample.Sample;
import dev.offramp.sample.Tensor;
import dev.offramp.video.FrameStream;
import dev.offramp.video.RgbConverter;
import dev.offramp.video.VideoFailure;
import dev.offramp.video.VideoFrame;
import java.io.Serializable;
import java.util.List;

/**
 * Makes samples of the pictures of a segment of video. Keeps nothing from one segment to the next, and of a segment no more pictures than
 * the sample that is being made needs.
 */
record SegmentDecoder(FrameBounds bounds, InputShape shape) implements Serializable {

    /** What becomes of a segment's samples, each told once and in their order. */
    interface Outcome {

        /**
         * A sample is whole.
         *
         * @param pixels as stage 1 takes it
         * @param later  of a clip, the frames that the stages behind it will look at, decoded
         */
        void decoded(Sample sample, Tensor pixels, ClipFrames later);

        /** Samples that are each other's neighbours. */
        void refused(List<Sample> samples, Refusal why);
    }

    void decode(EncodedSegment segment, Outcome outcome) {
        var pieces = new SegmentPieces(segment, shape, outcome);
        if (!FrameStream.canDecode()) {
            pieces.refuseRest(
                    new Refusal(
                            RefusalReason.UNSUPPORTED_ENCODING,
                            "this task manager has no FFmpeg for its platform (deploy/README.md): segments of video are not decoded here"));
            return;
        }
        try (var stream = FrameStream.decode(
                        segment.video(), bounds.settings().segments().picturePixels());
                var rgb = new RgbConverter()) {
            while (!pieces.areDone() && stream.advance()) {
                bounds.checkSegmentPixels(stream.pixelsSent());
                VideoFrame frame = stream.frame();
                if (pieces.goTo(frame.pts(), stream.damaged())) {
                    pieces.add(fitted(frame, rgb));
                }
            }
            pieces.end();
        } catch (VideoFailure failure) {
            pieces.refuseRest(
                    new Refusal(reason(failure.kind()), "the segment cannot be decoded: " + failure.getMessage()));
        } catch (Refusal refusal) {
            pieces.refuseRest(refusal);
        }
    }

    private byte[] fitted(VideoFrame frame, RgbConverter rgb) throws VideoFailure, Refusal {
        bounds.checkSize(frame.width(), frame.height());
        Picture picture = new RawPicture(frame.width(), frame.height(), 3, rgb.convert(frame));
        return shape.size().fit(Orientation.turned(frame.rotation()).upright(picture));
    }

    private static RefusalReason reason(VideoFailure.Kind kind) {
        return switch (kind) {
            case TOO_LARGE -> RefusalReason.TOO_MANY_PIXELS;
            case UNSUPPORTED -> RefusalReason.UNSUPPORTED_ENCODING;
            default -> RefusalReason.UNDECODABLE_VIDEO;
        };
    }
}
