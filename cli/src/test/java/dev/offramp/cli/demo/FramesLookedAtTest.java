package dev.offramp.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bundle.Bundle;
import dev.offramp.stage.TestSamples;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FramesLookedAtTest {

    private static final Path BUNDLES = Path.of("../model-artifacts/bundles");

    @Test
    void the_frames_of_each_stage_add_up() throws Exception {
        assertThat(FramesLookedAt.byExit(Bundle.open(BUNDLES.resolve("fashion-mnist-belt"))))
                .containsExactly(1, 2, 4, 8);
    }

    @Test
    void stages_that_do_not_tell_frames_apart_have_looked_at_all_behind_the_first() {
        assertThat(FramesLookedAt.byExit(TestSamples.clipBundle(8))).containsExactly(8, 8, 8);
    }

    @Test
    void of_a_picture_there_is_one() throws Exception {
        assertThat(FramesLookedAt.byExit(Bundle.open(BUNDLES.resolve("fashion-mnist-branchy"))))
                .containsOnly(1);
    }
}
