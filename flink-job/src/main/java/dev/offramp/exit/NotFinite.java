package dev.offramp.exit;

import java.util.List;
import java.util.stream.IntStream;

/** Which scores cannot be compared. */
final class NotFinite {

    private NotFinite() {}

    static List<Integer> indices(float[] logits) {
        return IntStream.range(0, logits.length)
                .filter(i -> !Float.isFinite(logits[i]))
                .boxed()
                .toList();
    }
}
