package dev.offramp.results;

import static dev.offramp.results.TestTurns.EPOCH;
import static dev.offramp.results.TestTurns.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.exit.Answer;
import dev.offramp.sample.Unanswered;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InOrderOperatorTest {

    private static final long WAIT = 2_000;
    private static final HoldLimits LIMITS = new HoldLimits(WAIT, 100, 1 << 20);

    static Stream<StateBackend> state_is_kept_in() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
    }

    @ParameterizedTest
    @MethodSource("state_is_kept_in")
    void streams_are_put_in_order_each_for_itself(StateBackend backend) throws Exception {
        try (var job = started(backend)) {
            answer(job, "a", 0);
            answer(job, "b", 1);
            answer(job, "a", 2);
            answer(job, "b", 0);

            assertThat(brief(job)).containsExactly("a 0", "b 0", "b 1");
            answer(job, "a", 1);
            assertThat(brief(job)).endsWith("a 1", "a 2");
        }
    }

    @ParameterizedTest
    @MethodSource("state_is_kept_in")
    void one_timer_a_stream_ends_the_wait(StateBackend backend) throws Exception {
        try (var job = started(backend)) {
            for (long sequence : List.of(0, 2, 4, 6)) {
                answer(job, STREAM, sequence);
            }
            assertThat(job.numProcessingTimeTimers()).isEqualTo(1);

            job.setProcessingTime(WAIT);
            assertThat(brief(job))
                    .containsExactly(
                            "camera-1 0",
                            "1-2 NOT_SEEN",
                            "camera-1 2",
                            "3-4 NOT_SEEN",
                            "camera-1 4",
                            "5-6 NOT_SEEN",
                            "camera-1 6");
            assertThat(job.numProcessingTimeTimers()).isEqualTo(1);
        }
    }

    @Test
    void a_stream_that_is_long_silent_leaves_nothing_behind() throws Exception {
        try (var job = started(new HashMapStateBackend())) {
            answer(job, STREAM, 0);
            job.setProcessingTime(Resequencer.MEMORY_MILLIS);

            assertThat(job.numKeyedStateEntries()).isZero();
            assertThat(job.numProcessingTimeTimers()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("state_is_kept_in")
    void what_waited_before_a_failure_waits_behind_it_and_leaves_once(StateBackend backend) throws Exception {
        OperatorSubtaskState saved;
        List<String> before;
        try (var job = started(backend)) {
            answer(job, STREAM, 0);
            answer(job, STREAM, 3);
            refuse(job, STREAM, 1);
            saved = job.snapshot(1, 0);
            before = brief(job);
            answer(job, STREAM, 2); // behind the barrier: comes again
        }
        try (var job = restored(backend, saved)) {
            answer(job, STREAM, 2);
            job.setProcessingTime(WAIT);

            assertThat(before).containsExactly("camera-1 0");
            assertThat(brief(job)).containsExactly("camera-1 2", "camera-1 3");
        }
    }

    @ParameterizedTest
    @MethodSource("state_is_kept_in")
    void the_wait_goes_on_behind_a_failure(StateBackend backend) throws Exception {
        OperatorSubtaskState saved;
        try (var job = started(backend)) {
            answer(job, STREAM, 0);
            answer(job, STREAM, 2);
            saved = job.snapshot(1, 0);
        }
        try (var job = restored(backend, saved)) {
            job.setProcessingTime(WAIT - 1);
            assertThat(brief(job)).isEmpty();
            job.setProcessingTime(WAIT);
            assertThat(brief(job)).containsExactly("1-2 NOT_SEEN", "camera-1 2");
        }
    }

    @ParameterizedTest
    @MethodSource("state_is_kept_in")
    void the_metadata_shows_whether_answers_wait(StateBackend backend) throws Exception {
        try (var job = started(backend)) {
            answer(job, STREAM, 0);
            refuse(job, STREAM, 2);
            assertThat(isMarked(job.snapshot(1, 0))).isFalse();

            answer(job, STREAM, 3);
            assertThat(isMarked(job.snapshot(2, 0))).isTrue();

            answer(job, STREAM, 1);
            assertThat(isMarked(job.snapshot(3, 0))).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("state_is_kept_in")
    void where_the_input_ends_nothing_waits_any_more(StateBackend backend) throws Exception {
        try (var job = started(backend)) {
            answer(job, "a", 5);
            answer(job, "b", 0);
            answer(job, "b", 2);
            job.endInput1();
            job.endInput2();
            job.getOperator().finish();

            assertThat(brief(job)).containsExactlyInAnyOrder("b 0", "a 5", "1-2 NOT_SEEN", "b 2");
        }
    }

    private static boolean isMarked(OperatorSubtaskState saved) {
        return saved.getManagedOperatorState().stream()
                .map(handle -> handle.getStateNameToPartitionOffsets().get(InOrderOperator.HOLDING))
                .anyMatch(entries -> entries != null && entries.getOffsets().length > 0);
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, Answer, Unanswered, StreamResult> started(
            StateBackend backend) throws Exception {
        var job = harness(backend);
        job.open();
        return job;
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, Answer, Unanswered, StreamResult> restored(
            StateBackend backend, OperatorSubtaskState saved) throws Exception {
        var job = harness(backend);
        job.initializeState(saved);
        job.open();
        return job;
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, Answer, Unanswered, StreamResult> harness(
            StateBackend backend) throws Exception {
        TwoInputStreamOperator<Answer, Unanswered, StreamResult> operator = new InOrderOperator(LIMITS);
        var job = new KeyedTwoInputStreamOperatorTestHarness<String, Answer, Unanswered, StreamResult>(
                operator, answer -> answer.sample().stream(), Unanswered::stream, Types.STRING);
        job.setStateBackend(backend);
        job.setup(StreamResult.TYPE.createSerializer(new SerializerConfigImpl()));
        return job;
    }

    private static void answer(
            KeyedTwoInputStreamOperatorTestHarness<String, Answer, Unanswered, StreamResult> job,
            String stream,
            long sequence)
            throws Exception {
        job.processElement1(TestTurns.answer(stream, EPOCH, sequence, 0), 0);
    }

    private static void refuse(
            KeyedTwoInputStreamOperatorTestHarness<String, Answer, Unanswered, StreamResult> job,
            String stream,
            long sequence)
            throws Exception {
        job.processElement2(new Unanswered(stream, EPOCH, sequence, 0, false), 0);
    }

    private static List<String> brief(
            KeyedTwoInputStreamOperatorTestHarness<String, Answer, Unanswered, StreamResult> job) {
        List<String> brief = new ArrayList<>();
        for (StreamResult result : job.extractOutputValues()) {
            String stream =
                    result instanceof StreamResult.Ordered ordered ? ordered.answer().sample().stream() + " " : "";
            brief.add(stream + TestTurns.brief(result));
        }
        return brief;
    }
}
