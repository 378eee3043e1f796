package dev.offramp.frames;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapBoundTest {

    private static final long MIB = 1024 * 1024;

    @Test
    void pictures_that_fit_in_every_slot_at_once_are_no_problem() {
        assertThat(new HeapBound(1504 * MIB, 4).problem(pixels(24_000_000))).isEmpty();
    }

    @Test
    void pictures_that_do_not_are_refused_with_the_number_that_fits() {
        assertThat(new HeapBound(1504 * MIB, 4).problem(pixels(50_000_000)))
                .hasValue(
                        "frames.max-pixels is 50000000: decoding takes 11 bytes of heap a pixel in each of 4 slots at once,"
                                + " 2098 MiB, and a task manager has a heap of 1504 MiB, of which 75 % may be decoders'; at most"
                                + " 26881675 pixels fit, or fewer slots or a larger heap (taskmanager.memory.process.size)");
        assertThat(new HeapBound(1504 * MIB, 4).problem(pixels(26_881_675))).isEmpty();
        assertThat(new HeapBound(1504 * MIB, 4).problem(pixels(26_881_676))).isPresent();
    }

    private static FramesSettings pixels(int most) {
        return new FramesSettings(8 << 20, most, 20, DecodePlace.CHAINED, -1);
    }
}
