package dev.offramp.refresh;

import dev.offramp.sample.Uniform;
import java.nio.charset.StandardCharsets;

/**
 * A number from 0 to 1 for each stream, the same in every replay: streams below a share are those that a canary answers. A larger share
 * has all streams of a smaller one.
 */
final class StreamDraw {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private StreamDraw() {}

    /** FNV-1a of the id's UTF-8, mixed once more: lanes go by another hash. */
    static double of(String stream) {
        long hash = FNV_OFFSET;
        for (byte letter : stream.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (letter & 0xff)) * FNV_PRIME;
        }
        return Uniform.of(hash);
    }
}
