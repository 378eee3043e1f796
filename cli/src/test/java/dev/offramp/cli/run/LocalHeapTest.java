package dev.offramp.cli.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.frames.FramesSettings;
import java.util.ArrayList;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class LocalHeapTest {

    /** The defaults: 24 million pixels. */
    private static final FramesSettings FRAMES = FramesSettings.from(new Configuration(), new ArrayList<>());

    @Test
    void pictures_that_fit_in_all_slots_at_once_are_accepted() {
        assertThatCode(() -> new LocalHeap(3L << 30, 8).require(FRAMES)).doesNotThrowAnyException();
    }

    @Test
    void more_slots_than_the_heap_has_room_for_are_refused_with_what_makes_it_larger() {
        assertThatThrownBy(() -> new LocalHeap(3L << 30, 16).require(FRAMES))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("frames.max-pixels is 24000000")
                .hasMessageContaining("OFFRAMP_JAVA_OPTS=-Xmx6g");
    }
}
