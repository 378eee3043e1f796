package dev.offramp.cli.ingest;

import dev.offramp.video.VideoSegment;
import dev.offramp.video.VideoTrack;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

/** Segments to test with, of packets of one byte. */
final class TestingSegments {

    private static final int MILLIS = 1_000;

    private TestingSegments() {}

    /** At 25 pictures a second, with times in milliseconds. */
    static VideoTrack track(String codec) {
        return new VideoTrack(codec, 320, 240, 1, MILLIS, 0, 25, 0);
    }

    /** @param ptsMillis in the order in which the packets are decoded */
    static VideoSegment segment(long... ptsMillis) {
        List<Long> pts = LongStream.of(ptsMillis).boxed().toList();
        return new VideoSegment(
                track("h264"), new byte[0], new byte[pts.size()], Collections.nCopies(pts.size(), 1), pts);
    }
}
