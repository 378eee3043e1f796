package dev.offramp.cli.ingest;

import dev.offramp.video.VideoSegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** In which order the pictures of a segment are shown, told without decoding them. */
final class DisplayOrder {

    /** In the first byte of a packet of VP8: whether there is anything to be seen of it. */
    private static final int SHOWN_IN_VP8 = 0x10;

    private DisplayOrder() {}

    /**
     * The packets with a picture that is shown, counted from 0 as they lie in the segment, in the order in which it is. Nothing is shown before
     * the key frame, so that presentation times below its own begin to count anew; a packet without one keeps its place.
     */
    static List<Integer> of(VideoSegment segment) {
        List<Long> pts = segment.pts();
        List<Integer> order = new ArrayList<>();
        List<Integer> run = new ArrayList<>();
        long earliest = VideoSegment.NO_PTS;
        for (int packet : shown(segment)) {
            long time = pts.get(packet);
            if (time != VideoSegment.NO_PTS && (earliest == VideoSegment.NO_PTS || time < earliest)) {
                order.addAll(sorted(run, pts));
                run.clear();
                earliest = time;
            }
            run.add(packet);
        }
        order.addAll(sorted(run, pts));
        return order;
    }

    private static List<Integer> shown(VideoSegment segment) {
        boolean mayHide = segment.track().codec().equals("vp8");
        List<Integer> shown = new ArrayList<>();
        int offset = 0;
        for (int packet = 0; packet < segment.sizes().size(); packet++) {
            if (!mayHide || (segment.bytes()[offset] & SHOWN_IN_VP8) != 0) {
                shown.add(packet);
            }
            offset += segment.sizes().get(packet);
        }
        return shown;
    }

    private static List<Integer> sorted(List<Integer> run, List<Long> pts) {
        var timed = run.stream()
                .filter(packet -> pts.get(packet) != VideoSegment.NO_PTS)
                .sorted(Comparator.comparing(pts::get))
                .iterator();
        return run.stream()
                .map(packet -> pts.get(packet) == VideoSegment.NO_PTS ? packet : timed.next())
                .toList();
    }
}
