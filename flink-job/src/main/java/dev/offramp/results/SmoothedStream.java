package dev.offramp.results;

import dev.offramp.sample.BundleId;
import dev.offramp.wire.WireTypeInfo;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What the answers of one stream come to so far. Immutable.
 *
 * @param bundle        whose classes these are
 * @param epoch         of the newest answer
 * @param probabilities by class, smoothed; classes that are not here have next to none
 * @param state         the class that the stream shows, where it shows one
 * @param sinceMillis   event time of the answer since when it is so
 * @param answers       since then, with that one
 * @param isTold        whether anything was ever said of the stream
 * @param heardMillis   when the newest answer came, by the machine's clock
 */
public record SmoothedStream(
        BundleId bundle,
        long epoch,
        Map<Integer, Double> probabilities,
        OptionalInt state,
        long sinceMillis,
        long answers,
        boolean isTold,
        long heardMillis) {

    static final WireTypeInfo<SmoothedStream> TYPE =
            new WireTypeInfo<>(SmoothedStream.class, new SmoothedStreamFormat());

    public SmoothedStream {
        probabilities = Map.copyOf(probabilities);
    }

    double probabilityOf(int index) {
        return probabilities.getOrDefault(index, 0.0);
    }
}
