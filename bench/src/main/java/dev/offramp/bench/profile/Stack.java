package dev.offramp.bench.profile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a thread was seen doing.
 *
 * @param isNative whether it was outside Java, in native code
 * @param frames   methods with their classes, at least one, the leaf first
 */
public record Stack(Work work, boolean isNative, List<String> frames) {

    public Stack {
        frames = List.copyOf(frames);
    }

    String component() {
        return Component.of(frames);
    }

    String leaf() {
        return frames.get(0);
    }

    /** One line of a flame graph without its count, root first; native code has a root of its own. */
    String collapsed() {
        List<String> line = new ArrayList<>(frames);
        line.add(isNative ? work.title() + " (native)" : work.title());
        Collections.reverse(line);
        return String.join(";", line);
    }
}
