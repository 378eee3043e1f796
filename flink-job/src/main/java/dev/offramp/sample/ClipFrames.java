package dev.offramp.sample;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The frames of a clip that no stage has looked at yet, in the order in which stages will. Immutable.
 *
 * @param frames by their numbers in the clip, from 0; each once
 * @param order  numbers of the frames, the next one first; the last frame of a short clip, which stands for those that are missing, may come
 *     several times
 */
public record ClipFrames(Map<Integer, ClipFrame> frames, List<Integer> order) {

    /** Of a picture, and of a clip that has been looked at whole. */
    public static final ClipFrames NONE = new ClipFrames(Map.of(), List.of());

    public ClipFrames {
        frames = Map.copyOf(frames);
        order = List.copyOf(order);
        if (!frames.keySet().equals(Set.copyOf(order))) {
            throw new IllegalArgumentException("frames " + frames.keySet() + " are not those of the order " + order);
        }
    }

    /**
     * Of a clip, the frames at some positions, in their order.
     *
     * @param clip      its frames, at least one; where there are fewer than positions tell of, the last stands for those that are missing
     * @param positions from 0
     */
    public static ClipFrames of(List<? extends ClipFrame> clip, List<Integer> positions) {
        Map<Integer, ClipFrame> frames = new HashMap<>();
        clip.forEach(frame -> frames.put(frames.size(), frame));
        return some(
                frames,
                positions.stream().map(each -> Math.min(each, clip.size() - 1)).toList());
    }

    /** The next so many. */
    public ClipFrames next(int count) {
        return some(frames, order.subList(0, count));
    }

    /** Those behind the next so many. */
    public ClipFrames after(int count) {
        return count == 0 ? this : some(frames, order.subList(count, order.size()));
    }

    /** What those hold on the heap that are not decoded, bytes: whole records, which pictures keep. */
    public long encodedBytes() {
        return frames.values().stream()
                .mapToLong(frame -> frame instanceof EncodedPicture picture ? picture.record().length : 0)
                .sum();
    }

    private static ClipFrames some(Map<Integer, ClipFrame> from, List<Integer> order) {
        if (order.isEmpty()) {
            return NONE;
        }
        Map<Integer, ClipFrame> kept = new HashMap<>(from);
        kept.keySet().retainAll(Set.copyOf(order));
        return new ClipFrames(kept, order);
    }
}
