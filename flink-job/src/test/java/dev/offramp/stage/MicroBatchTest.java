package dev.offramp.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MicroBatchTest {

    private final MicroBatch<String> batch = new MicroBatch<>(() -> 2, new RetentionLimit(100));

    @Test
    void a_batch_is_full_at_its_largest_size_and_empty_after_it_is_drained() {
        batch.add("a", new RetainedMemory("a", 1), 0, 0);
        assertThat(batch.isFull()).isFalse();
        batch.add("b", new RetainedMemory("b", 1), 0, 0);
        assertThat(batch.isFull()).isTrue();

        assertThat(batch.drain()).extracting(MicroBatch.Waiting::item).containsExactly("a", "b");
        assertThat(batch.isEmpty()).isTrue();
    }

    @Test
    void a_batch_is_full_where_the_encoded_frames_that_come_with_it_weigh_too_much() {
        batch.add("a", new RetainedMemory("a", 1), MicroBatch.MOST_ENCODED_BYTES - 1, 0);
        assertThat(batch.isFull()).isFalse();
        batch.drain();

        batch.add("b", new RetainedMemory("b", 1), MicroBatch.MOST_ENCODED_BYTES, 0);

        assertThat(batch.isFull()).isTrue();
        batch.drain();
        assertThat(batch.isFull()).isFalse();
    }

    @Test
    void each_item_waited_since_it_came() {
        batch.add("a", new RetainedMemory("a", 1), 0, 1_000_000);
        batch.add("b", new RetainedMemory("b", 1), 0, 3_000_000);

        assertThat(batch.drain())
                .extracting(waiting -> waiting.queueMicros(4_000_000))
                .containsExactly(3_000L, 1_000L);
    }
}
