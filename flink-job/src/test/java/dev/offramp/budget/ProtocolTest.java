package dev.offramp.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Values of the published protocols. */
class ProtocolTest {

    private static final float ROUNDED = 6e-4f;

    @Test
    void msdnet_sweeps_39_values_of_geometric_shares() {
        assertThat(Protocol.MSDNET.sweep()).hasSize(39).startsWith(0.05).endsWith(1.95);
        assertThat(Protocol.MSDNET.shares(0.5, 5))
                .containsExactly(new float[] {.516f, .258f, .129f, .065f, .032f}, within(ROUNDED));
        assertThat(Protocol.MSDNET.shares(1.95, 5))
                .containsExactly(new float[] {.035f, .068f, .133f, .259f, .505f}, within(ROUNDED));
    }

    @Test
    void dynamic_perceiver_sweeps_33_values_of_tailored_shares() {
        assertThat(Protocol.DYN_PERCEIVER.sweep())
                .hasSize(33)
                .startsWith(0.2)
                .contains(1.0)
                .endsWith(5.0)
                .isSorted();
        assertThat(Protocol.DYN_PERCEIVER.shares(0.6, 4))
                .containsExactly(new float[] {.391f, .311f, .093f, .205f}, within(ROUNDED));
        assertThat(Protocol.DYN_PERCEIVER.shares(0.2, 4))
                .containsExactly(new float[] {.681f, .257f, .026f, .036f}, within(ROUNDED));
        assertThat(Protocol.DYN_PERCEIVER.shares(1, 4))
                .containsExactly(new float[] {.2125f, .2625f, .1312f, .3937f}, within(ROUNDED));
    }
}
