package dev.offramp.budget;

import static dev.offramp.budget.QuotaThresholds.EVERYBODY;
import static dev.offramp.budget.QuotaThresholds.NOBODY;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotaThresholdsTest {

    @Test
    void the_sample_that_completes_the_quota_sets_the_threshold() {
        assertThat(find(new float[] {.5f, .5f}, new float[] {.1f, .9f, .5f, .7f}, new float[4]))
                .containsExactly(.7f, EVERYBODY);
    }

    @Test
    void samples_that_are_taken_do_not_count_for_a_later_exit() {
        float[] first = {.9f, .8f, .1f, .2f};
        float[] second = {1f, 1f, .3f, .4f};

        assertThat(find(new float[] {.5f, .25f, .25f}, first, second, new float[4]))
                .containsExactly(.8f, .4f, EVERYBODY);
    }

    @Test
    void ties_let_more_leave_than_the_quota_and_they_are_all_taken() {
        float[] first = {.9f, .9f, .9f, .1f};
        float[] second = {1f, 1f, 1f, .2f};

        assertThat(find(new float[] {.25f, .25f, .5f}, first, second, new float[4]))
                .containsExactly(.9f, .2f, EVERYBODY);
    }

    @Test
    void an_exit_with_an_empty_share_lets_nobody_leave() {
        assertThat(find(new float[] {.2f, .8f}, new float[] {.1f, .9f, .5f, .7f}, new float[4]))
                .containsExactly(NOBODY, EVERYBODY);
    }

    @Test
    void an_exit_that_runs_out_of_samples_lets_nobody_leave() {
        float[] tied = {.9f, .9f, .9f, .1f};

        assertThat(find(new float[] {.25f, .5f, .25f}, tied, tied, new float[4]))
                .containsExactly(.9f, NOBODY, EVERYBODY);
    }

    private static float[] find(float[] shares, float[]... confidence) {
        int samples = confidence[0].length;
        return QuotaThresholds.find(
                new ExitTable(new int[samples], confidence, new int[confidence.length][samples]), shares);
    }
}
