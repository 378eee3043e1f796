package dev.offramp.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.frames.DecodePlace;
import dev.offramp.frames.FramesOptions;
import dev.offramp.job.JobOptions;
import dev.offramp.job.Placement;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.junit.jupiter.api.Test;

class SlotShareTest {

    private static final String BUNDLE = "../model-artifacts/bundles/fashion-mnist-branchy";

    private final Configuration told = new Configuration();

    @Test
    void a_job_takes_every_free_slot() {
        SlotShare share = SlotShare.of(8, told);

        assertThat(share.defaults().get(CoreOptions.DEFAULT_PARALLELISM)).isEqualTo(8);
        assertThat(share.reason()).isEqualTo("Parallelism 8: all free slots of the cluster.");
    }

    @Test
    void what_is_told_holds() {
        told.set(CoreOptions.DEFAULT_PARALLELISM, 3);

        SlotShare share = SlotShare.of(8, told);

        assertThat(share.defaults().toMap()).isEmpty();
        assertThat(share.reason()).isEqualTo("Parallelism 3, as told; 8 slots were free.");
    }

    @Test
    void where_no_slot_is_free_it_asks_for_one_and_says_so() {
        SlotShare share = SlotShare.of(0, told);

        assertThat(share.defaults().get(CoreOptions.DEFAULT_PARALLELISM)).isEqualTo(1);
        assertThat(share.reason()).contains("no free slot").contains("--parallelism");
    }

    /**
     * Stage 1 has 4.5 M multiply-adds for everybody and decodes, which is taken for a third of all stages' 6.1 M; stage 2 has 7.6 M for
     * 16 %; reading and writing are taken for a fifth, 1.2 M: with six for stage 1 no subtask has more than that.
     */
    @Test
    void stages_that_are_apart_get_slots_by_the_arithmetic_that_reaches_them() {
        apart();

        SlotShare share = SlotShare.of(10, told);

        assertThat(share.defaults().get(CoreOptions.DEFAULT_PARALLELISM)).isEqualTo(1);
        assertThat(own(share, 1)).isEqualTo("6");
        assertThat(own(share, 2)).isEqualTo("1");
        assertThat(own(share, 3)).isEqualTo("1");
        assertThat(own(share, 4)).isEqualTo("1");
        assertThat(share.reason()).startsWith("Slots: 10 of 10 free ones, 1 to read and write, 6 to stage 1, 1 to");
    }

    @Test
    void decoding_that_is_apart_has_slots_of_its_own() {
        told.set(FramesOptions.DECODE, DecodePlace.APART);
        told.set(JobOptions.BUNDLE_PATH, BUNDLE);

        SlotShare share = SlotShare.of(8, told);

        assertThat(share.defaults().get(CoreOptions.DEFAULT_PARALLELISM)).isEqualTo(6);
        assertThat(share.defaults().get(FramesOptions.PARALLELISM)).isEqualTo(2);
        assertThat(share.reason()).startsWith("Slots: 8 of 8 free ones, 6 to the stages, 2 to decode,");
    }

    @Test
    void a_stage_that_was_told_its_number_keeps_it_and_the_others_share_the_rest() {
        apart();
        told.setString("stage.2.parallelism", "4");

        SlotShare share = SlotShare.of(10, told);

        assertThat(share.defaults().toMap()).doesNotContainKey("stage.2.parallelism");
        assertThat(own(share, 1)).isEqualTo("3");
        assertThat(share.reason()).contains("4 to stage 2").startsWith("Slots: 10 of 10");
    }

    @Test
    void more_parts_than_slots_is_said() {
        apart();

        assertThat(SlotShare.of(3, told).reason()).startsWith("Slots: 5 of 3").contains("more than are free");
    }

    private void apart() {
        told.set(JobOptions.PLACEMENT, Placement.DISAGGREGATED);
        told.set(JobOptions.BUNDLE_PATH, BUNDLE);
    }

    private static String own(SlotShare share, int stage) {
        return share.defaults().toMap().get("stage." + stage + ".parallelism");
    }
}
