package dev.offramp.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetentionLimitTest {

    /** Of four samples of one pixel. */
    private static final int BATCH_BYTES = 4 * 3;

    private final RetentionLimit memory = RetentionLimit.before(TestSamples.stage(2), 4);

    @Test
    void before_a_stage_only_what_the_one_before_handed_on_counts() {
        RetentionLimit evidence =
                RetentionLimit.before(TestSamples.overFrames().stages().get(1), 4);
        for (int n = 0; n < 7; n++) {
            evidence.add(new RetainedMemory("batch " + n, BATCH_BYTES));
        }
        assertThat(evidence.isFull()).isFalse();

        evidence.add(new RetainedMemory("batch 7", BATCH_BYTES));

        assertThat(evidence.isFull()).isTrue();
    }

    @Test
    void where_nothing_is_handed_on_nothing_is_too_much() {
        RetentionLimit first =
                RetentionLimit.before(TestSamples.overFrames().stages().get(0), 4);

        first.add(new RetainedMemory("pixels", 0));

        assertThat(first.isFull()).isFalse();
    }

    @Test
    void rows_of_one_batch_keep_it_once() {
        RetainedMemory batch = new RetainedMemory("batch", BATCH_BYTES);
        for (int n = 0; n < 100; n++) {
            memory.add(batch);
        }

        assertThat(memory.isFull()).isFalse();
    }

    @Test
    void survivors_of_eight_full_batches_are_too_much() {
        for (int n = 0; n < 7; n++) {
            memory.add(new RetainedMemory("batch " + n, BATCH_BYTES));
        }
        assertThat(memory.isFull()).isFalse();

        memory.add(new RetainedMemory("batch 7", BATCH_BYTES));

        assertThat(memory.isFull()).isTrue();
        memory.clear();
        assertThat(memory.isFull()).isFalse();
    }
}
