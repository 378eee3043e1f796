package dev.offramp.cli.ingest;

import dev.offramp.frames.FramesOptions;
import dev.offramp.video.VideoFailure;
import dev.offramp.video.VideoTrack;

/** What a job takes of a segment where nobody says otherwise: a larger one would be published and refused. */
record SegmentBounds(int bytes, int packets) {

    static SegmentBounds of(VideoTrack track) throws VideoFailure {
        track.refuseLargerThan(FramesOptions.MAX_VIDEO_PIXELS.defaultValue());
        long pixels = Math.max(1, (long) track.width() * track.height());
        long fitting = FramesOptions.MAX_SEGMENT_PIXELS.defaultValue() / pixels;
        return new SegmentBounds((int) FramesOptions.MAX_BYTES.defaultValue().getBytes(), (int)
                Math.min(FramesOptions.MAX_SEGMENT_FRAMES.defaultValue(), fitting));
    }
}
