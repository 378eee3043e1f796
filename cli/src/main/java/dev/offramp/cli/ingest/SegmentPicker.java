package dev.offramp.cli.ingest;

import dev.offramp.video.PictureOrder;
import dev.offramp.video.VideoSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Chooses which pictures of segments are to be classified, by their presentation times. Not thread-safe. */
final class SegmentPicker {

    private final PictureTimes times;
    private final PictureSelection selection;
    private long lastMicros;

    SegmentPicker(PictureTimes times, PictureSelection selection) {
        this.times = times;
        this.selection = selection;
    }

    /**
     * What is wanted of the next segment; empty where that is nothing.
     *
     * @param arrivals       of its packets
     * @param reportedMicros when the source's count was 0, by the camera's own reports, since 1970
     */
    Optional<SegmentPicks> pick(VideoSegment segment, List<Arrival> arrivals, Optional<Long> reportedMicros) {
        List<Integer> picked = new ArrayList<>();
        Optional<CaptureTime> first = Optional.empty();
        long firstMicros = 0;
        long lastPickedMicros = 0;
        int shown = 0;
        for (int packet : PictureOrder.of(segment.pts()).packets()) {
            lastMicros = times.next(ptsOf(segment, packet), arrivals.get(packet));
            if (selection.wants(lastMicros)) {
                picked.add(shown);
                lastPickedMicros = lastMicros;
                if (first.isEmpty()) {
                    first = Optional.of(times.taken(lastMicros, reportedMicros, arrivals.get(packet)));
                    firstMicros = lastMicros;
                }
            }
            shown++;
        }
        if (first.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> said = picked.size() == shown ? List.of() : picked;
        return Optional.of(new SegmentPicks(
                said, picked.size(), first.get(), times.after(first.get(), lastPickedMicros - firstMicros)));
    }

    /** The time of the picture that was shown last. */
    long lastMicros() {
        return lastMicros;
    }

    private static OptionalLong ptsOf(VideoSegment segment, int packet) {
        long pts = segment.pts().get(packet);
        return pts == VideoSegment.NO_PTS ? OptionalLong.empty() : OptionalLong.of(pts);
    }
}
