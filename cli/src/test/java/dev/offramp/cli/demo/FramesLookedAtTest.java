package dev.offramp.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bundle.Bundle;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FramesLookedAtTest {

    private static final Path BUNDLES = Path.of("../model-artifacts/bundles");

    @Test
    void a_stage_has_looked_at_all_frames_that_it_does_not_hand_on() throws Exception {
        assertThat(FramesLookedAt.byExit(Bundle.open(BUNDLES.resolve("fashion-mnist-belt"))))
                .containsExactly(1, 2, 4, 8);
    }

    @Test
    void of_a_picture_there_is_one() throws Exception {
        assertThat(FramesLookedAt.byExit(Bundle.open(BUNDLES.resolve("fashion-mnist-branchy"))))
                .containsOnly(1);
    }
}
