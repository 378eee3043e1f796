package dev.offramp.video;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * In which order the pictures of a segment are shown, as far as their presentation times say it.
 *
 * @param pts rising; empty where not every picture has one of its own
 */
public record PictureOrder(List<Long> pts) {

    public PictureOrder {
        pts = List.copyOf(pts);
    }

    /**
     * The order that these times say.
     *
     * @param decoded presentation times in the order in which the packets are decoded
     */
    public static PictureOrder of(List<Long> decoded) {
        boolean isTold = !decoded.contains(VideoSegment.NO_PTS) && new HashSet<>(decoded).size() == decoded.size();
        return new PictureOrder(isTold ? decoded.stream().sorted().toList() : List.of());
    }

    /** Whether the times say it. */
    public boolean isTold() {
        return !pts.isEmpty();
    }

    /** When the picture is shown that so many are shown before. */
    public OptionalLong ptsOf(int position) {
        return isTold() ? OptionalLong.of(pts.get(position)) : OptionalLong.empty();
    }

    /** How many pictures are shown before the one that is shown then; empty where there is none. */
    public OptionalInt positionAt(long time) {
        int position = Collections.binarySearch(pts, time);
        return position < 0 ? OptionalInt.empty() : OptionalInt.of(position);
    }
}
