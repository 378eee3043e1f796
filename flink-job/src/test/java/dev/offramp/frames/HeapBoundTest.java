package dev.offramp.frames;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapBoundTest {

    private static final HeapBound FOUR_SLOTS = new HeapBound(1504L << 20, 4, "taskmanager.memory.process.size");

    @Test
    void pictures_that_fit_in_every_slot_at_once_are_no_problem() {
        assertThat(FOUR_SLOTS.problem(pixels(24_000_000))).isEmpty();
    }

    @Test
    void pictures_that_do_not_are_refused_with_the_number_that_fits() {
        assertThat(FOUR_SLOTS.problem(pixels(50_000_000)))
                .hasValue(
                        "frames.max-pixels is 50000000: decoding takes 11 bytes of heap a pixel in each of 4 slots at once,"
                                + " 2098 MiB, and the process has a heap of 1504 MiB, of which 75 % may be decoders'; at most"
                                + " 26881675 pixels fit, or fewer slots or a larger heap (taskmanager.memory.process.size)");
        assertThat(FOUR_SLOTS.problem(pixels(26_881_675))).isEmpty();
        assertThat(FOUR_SLOTS.problem(pixels(26_881_676))).isPresent();
    }

    private static FramesSettings pixels(int most) {
        return new FramesSettings(8 << 20, most, 20, DecodePlace.CHAINED, -1, TestFrames.SEGMENTS);
    }
}
