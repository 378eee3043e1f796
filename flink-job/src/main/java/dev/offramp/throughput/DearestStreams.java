package dev.offramp.throughput;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The streams that cost most, and how many there are besides. What the others cost is what is left of the whole.
 *
 * @param named  each once, the dearest first
 * @param others that are not named
 */
public record DearestStreams(List<StreamTotals> named, long others) {

    public static final DearestStreams NONE = new DearestStreams(List.of(), 0);

    /** Of two that cost alike the first by name, so that every way to sum up ends alike. */
    private static final Comparator<StreamTotals> DEAREST =
            Comparator.comparingLong(StreamTotals::multiplyAdds).reversed().thenComparing(StreamTotals::stream);

    public DearestStreams {
        named = List.copyOf(named);
    }

    /** Of streams, each of which is there once. */
    static DearestStreams of(List<StreamTotals> each, int most) {
        return new DearestStreams(each.stream().sorted(DEAREST).limit(most).toList(), Math.max(0, each.size() - most));
    }

    /** Parts of one window together: what is not named in one was counted in no other. */
    DearestStreams plus(DearestStreams other) {
        if (other.equals(NONE)) {
            return this;
        }
        return equals(NONE) ? other : new DearestStreams(merged(List.of(this, other)), others + other.others);
    }

    /**
     * Windows one after the other together. A stream that some of them do not name cost at least what is said; as many others as in the
     * window with the most.
     */
    public static DearestStreams over(List<DearestStreams> windows) {
        return new DearestStreams(
                merged(windows),
                windows.stream().mapToLong(DearestStreams::others).max().orElse(0));
    }

    private static List<StreamTotals> merged(List<DearestStreams> parts) {
        Map<String, StreamTotals> byStream = new HashMap<>();
        parts.forEach(
                part -> part.named.forEach(stream -> byStream.merge(stream.stream(), stream, StreamTotals::plus)));
        return byStream.values().stream().sorted(DEAREST).toList();
    }

    /** Only so many of them named. */
    public DearestStreams atMost(int most) {
        return named.size() <= most ? this : new DearestStreams(named.subList(0, most), others + named.size() - most);
    }
}
