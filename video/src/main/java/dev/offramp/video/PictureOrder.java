package dev.offramp.video;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** In which order the pictures of a segment are shown, told without decoding them: by their presentation times. */
public final class PictureOrder {

    private final List<Long> pts;
    private final List<Integer> packets;
    private final Map<Long, Integer> positions = new HashMap<>();

    private PictureOrder(List<Long> pts) {
        this.pts = pts;
        this.packets = inOrder(pts);
        for (int position = 0; position < packets.size(); position++) {
            positions.put(pts.get(packets.get(position)), position);
        }
    }

    /**
     * The order that these times say. Nothing is shown before the key frame, so that times below its own begin to count anew; a picture
     * without one keeps its place.
     *
     * @param pts of the packets, in the order in which they are decoded; {@link VideoSegment#NO_PTS} where there is none
     */
    public static PictureOrder of(List<Long> pts) {
        return new PictureOrder(List.copyOf(pts));
    }

    /** The packets, counted from 0 as they lie in the segment, in the order in which their pictures are shown. */
    public List<Integer> packets() {
        return List.copyOf(packets);
    }

    /** Whether every picture is known by its time: each has one of its own. */
    public boolean isTold() {
        return positions.size() == pts.size() && !positions.containsKey(VideoSegment.NO_PTS);
    }

    /** When the picture is shown that so many are shown before; empty where it has no time. */
    public OptionalLong ptsOf(int position) {
        long time = pts.get(packets.get(position));
        return time == VideoSegment.NO_PTS ? OptionalLong.empty() : OptionalLong.of(time);
    }

    /** How many pictures are shown before the one of this time; empty where there is none. */
    public OptionalInt positionAt(long time) {
        Integer position = positions.get(time);
        return position == null ? OptionalInt.empty() : OptionalInt.of(position);
    }

    private static List<Integer> inOrder(List<Long> pts) {
        List<Integer> order = new ArrayList<>(pts.size());
        List<Integer> run = new ArrayList<>();
        long earliest = VideoSegment.NO_PTS;
        for (int packet = 0; packet < pts.size(); packet++) {
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

    private static List<Integer> sorted(List<Integer> run, List<Long> pts) {
        Iterator<Integer> timed = run.stream()
                .filter(packet -> pts.get(packet) != VideoSegment.NO_PTS)
                .sorted(Comparator.comparing(pts::get))
                .iterator();
        return run.stream()
                .map(packet -> pts.get(packet) == VideoSegment.NO_PTS ? packet : timed.next())
                .toList();
    }
}
