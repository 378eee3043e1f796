package dev.offramp.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.exit.ClassProbability;
import dev.offramp.results.StreamResult.Changed;
import dev.offramp.results.StreamResult.Forgotten;
import dev.offramp.results.StreamResult.Missing;
import dev.offramp.results.StreamResult.Ordered;
import java.time.Duration;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** State and timers of the operator; what a stream shows, {@link SmoothingTest} says. */
class SmoothFunctionTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();

    @Test
    void results_go_through_and_a_change_stands_behind_the_answer_that_made_it() throws Exception {
        try (var job = started()) {
            var gap = new Missing("s", 1, 0, 1, 1, StreamResult.Cause.NOT_SEEN, 0);
            job.processElement(gap, 0);
            job.processElement(answer(1, false), 0);
            job.processElement(answer(2, false), 0);

            assertThat(job.extractOutputValues()).startsWith(gap, answer(1, false), answer(2, false));
            assertThat(job.extractOutputValues().get(3))
                    .isInstanceOfSatisfying(Changed.class, changed -> assertThat(changed.sequence())
                            .isEqualTo(2));
        }
    }

    @Test
    void late_answers_change_nothing() throws Exception {
        try (var job = started()) {
            for (int i = 0; i < 10; i++) {
                job.processElement(answer(i, true), 0);
            }

            assertThat(job.extractOutputValues()).hasSize(10).noneMatch(Changed.class::isInstance);
            assertThat(job.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void what_a_stream_shows_survives_a_failure() throws Exception {
        OperatorSubtaskState saved;
        try (var job = started()) {
            job.processElement(answer(1, false), 0);
            saved = job.snapshot(1, 0);
        }
        try (var job = harness()) {
            job.initializeState(saved);
            job.open();
            job.processElement(answer(2, false), 0);

            assertThat(job.extractOutputValues()).anyMatch(Changed.class::isInstance);
        }
    }

    @Test
    void a_stream_that_is_silent_for_an_hour_is_forgotten() throws Exception {
        try (var job = started()) {
            job.processElement(answer(1, false), 0);
            job.setProcessingTime(HOUR / 2);
            job.processElement(answer(2, false), 0);
            job.setProcessingTime(HOUR);
            assertThat(job.numKeyedStateEntries()).isEqualTo(1);

            job.setProcessingTime(HOUR / 2 + HOUR);

            assertThat(job.numKeyedStateEntries()).isZero();
            assertThat(job.numProcessingTimeTimers()).isZero();
            assertThat(job.extractOutputValues())
                    .as("what was said of it is taken back")
                    .endsWith(new Forgotten("s", HOUR / 2 + HOUR));
        }
    }

    @Test
    void what_a_job_was_away_for_is_no_silence() throws Exception {
        OperatorSubtaskState saved;
        try (var job = started()) {
            job.processElement(answer(1, false), 0);
            saved = job.snapshot(1, 0);
        }
        try (var job = harness()) {
            job.initializeState(saved);
            job.open();
            job.setProcessingTime(10 * HOUR);

            assertThat(job.numKeyedStateEntries()).isEqualTo(1);
        }
    }

    private static Ordered answer(long sequence, boolean late) {
        return new Ordered(TestTurns.answer("s", 1, sequence, new ClassProbability(1, 0.99f)), late);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, StreamResult, StreamResult> started()
            throws Exception {
        var job = harness();
        job.open();
        return job;
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, StreamResult, StreamResult> harness()
            throws Exception {
        var job = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new SmoothFunction(new SmoothingSettings(0.5, 0.6, 0.4))),
                StreamResult::stream,
                Types.STRING);
        job.setup(StreamResult.TYPE.createSerializer(new SerializerConfigImpl()));
        return job;
    }
}
