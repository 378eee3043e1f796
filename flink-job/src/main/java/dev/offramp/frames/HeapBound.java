package dev.offramp.frames;

import java.util.Locale;
import java.util.Optional;

/**
 * Whether the largest pictures that are let in fit a heap, where every slot decodes one at once.
 *
 * @param heapBytes of the process that decodes
 * @param slots     that decode in it at once
 * @param sizedBy   what makes the heap larger, for whoever reads the problem
 */
public record HeapBound(long heapBytes, int slots, String sizedBy) {

    /** What decoding takes at most: 8 for the reader and the picture, 3 to turn it upright. */
    private static final int BYTES_A_PIXEL = 11;

    /** The rest is for records, buffers and the JVM's own air. */
    private static final double DECODERS_SHARE = 0.75;

    private static final double MIB = 1024 * 1024;

    /** What is wrong, with the number that would be right; empty where all fits. */
    public Optional<String> problem(FramesSettings settings) {
        long fitting = fittingPixels();
        if (settings.maxPixels() <= fitting) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "%s is %d: decoding takes %d bytes of heap a pixel in each of %d slots at once, %.0f MiB, and the process"
                        + " has a heap of %.0f MiB, of which %.0f %% may be decoders'; at most %d pixels fit, or fewer slots or"
                        + " a larger heap (%s)",
                FramesOptions.MAX_PIXELS.key(),
                settings.maxPixels(),
                BYTES_A_PIXEL,
                slots,
                (double) settings.maxPixels() * BYTES_A_PIXEL * slots / MIB,
                heapBytes / MIB,
                100 * DECODERS_SHARE,
                fitting,
                sizedBy));
    }

    private long fittingPixels() {
        return (long) (heapBytes * DECODERS_SHARE / BYTES_A_PIXEL / slots);
    }
}
