package dev.offramp.exit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.budget.BudgetCurve;
import dev.offramp.budget.DepthPlan;
import dev.offramp.policy.Limits;
import dev.offramp.policy.Measure;
import dev.offramp.policy.Policy;
import dev.offramp.policy.Thresholds;
import dev.offramp.rejects.Reject;
import dev.offramp.rejects.RejectReason;
import dev.offramp.sample.Activation;
import dev.offramp.sample.InFlight;
import dev.offramp.sample.StageVisit;
import dev.offramp.sample.Tensor;
import dev.offramp.sample.WirePrecision;
import dev.offramp.stage.TestSamples;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExitFunctionTest {

    private static final float[] SURE = {0, 9};
    private static final float[] UNSURE = {0, 0.1f};
    private static final StageVisit VISIT = new StageVisit(1, 2, 3);
    private static final ExitSettings SETTINGS = new ExitSettings(2, 4, Duration.ofHours(1));
    private static final DepthPlan PLAN =
            new DepthPlan(BudgetCurve.uncalibrated(List.of(100.0, 200.0, 300.0)), List.of(100.0, 200.0, 300.0));

    private KeyedOneInputStreamOperatorTestHarness<String, InFlight, InFlight> harness;

    @BeforeEach
    void open() throws Exception {
        harness = harnessAt(1);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void a_confident_sample_leaves_with_its_answer_and_gives_up_its_activation() throws Exception {
        CountingActivation activation = new CountingActivation();

        harness.processElement(new StreamRecord<>(behindStageOne(SURE, activation)));

        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(answers()).singleElement().satisfies(answer -> {
            assertThat(answer.exit()).isEqualTo(1);
            assertThat(answer.verdict()).isEqualTo(Verdict.CONFIDENT);
            assertThat(answer.predicted()).isEqualTo(1);
            assertThat(answer.policyVersion()).isZero();
            assertThat(answer.journey().multiplyAdds()).isEqualTo(100);
            assertThat(answer.answeredAtMillis()).isEqualTo(5_000);
            assertThat(answer.endToEndMillis()).isEqualTo(4_000);
        });
        assertThat(activation.releases).isEqualTo(1);
    }

    @Test
    void an_unsure_sample_goes_deeper_with_its_activation() throws Exception {
        CountingActivation activation = new CountingActivation();

        harness.processElement(new StreamRecord<>(behindStageOne(UNSURE, activation)));

        assertThat(harness.extractOutputValues()).hasSize(1);
        assertThat(answers()).isEmpty();
        assertThat(activation.releases).isZero();
    }

    @Test
    void the_last_exit_answers_what_nobody_was_sure_of() throws Exception {
        try (var last = harnessAt(TestSamples.STAGES)) {
            last.processElement(new StreamRecord<>(behindStageOne(UNSURE, new CountingActivation())));

            assertThat(sideOutput(last, Answer.ANSWERS))
                    .extracting(Answer::verdict)
                    .containsExactly(Verdict.FINAL);
        }
    }

    @Test
    void scores_that_are_no_numbers_become_a_reject_at_the_last_exit() throws Exception {
        try (var last = harnessAt(TestSamples.STAGES)) {
            CountingActivation activation = new CountingActivation();

            last.processElement(new StreamRecord<>(behindStageOne(new float[] {0, Float.NaN}, activation)));

            assertThat(sideOutput(last, Reject.REJECTS)).singleElement().satisfies(reject -> {
                assertThat(reject.reason()).isEqualTo(RejectReason.NOT_FINITE);
                assertThat(reject.detail()).contains("[1]");
            });
            assertThat(activation.releases).isEqualTo(1);
        }
    }

    @Test
    void a_sample_that_a_stage_passed_by_leaves_with_the_answer_of_the_exit_before() throws Exception {
        try (var second = harnessAt(2)) {
            CountingActivation activation = new CountingActivation();

            second.processElement(
                    new StreamRecord<>(behindStageOne(UNSURE, activation).late()));

            assertThat(sideOutput(second, Answer.ANSWERS)).singleElement().satisfies(answer -> {
                assertThat(answer.exit()).isEqualTo(1);
                assertThat(answer.verdict()).isEqualTo(Verdict.DEADLINE);
                assertThat(answer.journey().multiplyAdds()).isEqualTo(100);
            });
            assertThat(second.extractOutputValues()).isEmpty();
            assertThat(activation.releases).isEqualTo(1);
        }
    }

    @Test
    void a_stream_that_overspends_is_answered_early_and_keeps_its_budget() throws Exception {
        Policy frugal = limited(150, 0); // one of four may go all the way: 100 + 0.25 x 200
        for (int n = 0; n < 400; n++) {
            harness.processElement(new StreamRecord<>(sample("hard", n, frugal, UNSURE)));
            harness.processElement(new StreamRecord<>(sample("other", n, TestSamples.POLICY, UNSURE)));
        }

        long deeper = survivors("hard");
        assertThat(deeper).isBetween(100L, 100L + SETTINGS.burst());
        assertThat(answers()).hasSize(400 - (int) deeper).allSatisfy(answer -> {
            assertThat(answer.verdict()).isEqualTo(Verdict.BUDGET);
            assertThat(answer.sample().stream()).isEqualTo("hard");
        });
        assertThat(survivors("other")).isEqualTo(400);
    }

    @Test
    void the_credit_of_easy_samples_pays_for_a_burst_of_hard_ones() throws Exception {
        Policy frugal = limited(150, 0);
        for (int n = 0; n < 40; n++) {
            harness.processElement(new StreamRecord<>(sample("a", n, frugal, SURE)));
        }
        for (int n = 40; n < 44; n++) {
            harness.processElement(new StreamRecord<>(sample("a", n, frugal, UNSURE)));
        }

        assertThat(survivors("a")).isEqualTo(SETTINGS.burst());
    }

    @Test
    void the_credit_of_a_stream_is_in_the_checkpoint() throws Exception {
        Policy frugal = limited(100, 0); // nobody goes deeper once the first credit is spent
        for (int n = 0; n < 10; n++) {
            harness.processElement(new StreamRecord<>(sample("a", n, frugal, UNSURE)));
        }
        OperatorSubtaskState checkpoint = harness.snapshot(1, 1);

        try (var restored = newHarness(1)) {
            restored.initializeState(checkpoint);
            restored.open();
            restored.processElement(new StreamRecord<>(sample("a", 10, frugal, UNSURE)));
            restored.processElement(new StreamRecord<>(sample("b", 0, frugal, UNSURE)));

            assertThat(restored.extractOutputValues())
                    .extracting(InFlight::stream)
                    .containsExactly("b");
        }
    }

    @Test
    void a_shadow_is_answered_and_goes_on_and_is_not_answered_again() throws Exception {
        harness.processElement(new StreamRecord<>(sample("a", 0, limited(Limits.NONE, 1), SURE)));

        assertThat(answers()).extracting(Answer::verdict).containsExactly(Verdict.CONFIDENT);
        InFlight shadow = harness.extractOutputValues().get(0);
        assertThat(shadow.standing().isShadow()).isTrue();

        try (var second = harnessAt(2);
                var last = harnessAt(TestSamples.STAGES)) {
            second.processElement(new StreamRecord<>(deeper(shadow, SURE)));
            InFlight third = second.extractOutputValues().get(0);
            CountingActivation activation = new CountingActivation();
            last.processElement(new StreamRecord<>(third.after(VISIT, 100, activation, new float[] {9, 0})));

            assertThat(sideOutput(second, Answer.ANSWERS)).isEmpty();
            assertThat(sideOutput(last, Answer.ANSWERS)).isEmpty();
            assertThat(sideOutput(last, Agreement.AGREEMENTS)).containsExactly(new Agreement(1, false, 200));
            assertThat(activation.releases).isEqualTo(1);
        }
    }

    @Test
    void the_shadow_share_is_kept_and_the_same_samples_are_drawn_again() throws Exception {
        Policy policy = limited(Limits.NONE, 0.1);
        for (int n = 0; n < 10_000; n++) {
            harness.processElement(new StreamRecord<>(sample("a", n, policy, SURE)));
        }
        List<Long> drawn = harness.extractOutputValues().stream()
                .map(shadow -> shadow.sample().sequence())
                .toList();

        assertThat(drawn).hasSizeBetween(900, 1_100);
        try (var again = harnessAt(1)) {
            for (int n = 0; n < 10_000; n++) {
                again.processElement(new StreamRecord<>(sample("a", n, policy, SURE)));
            }
            assertThat(again.extractOutputValues())
                    .extracting(shadow -> shadow.sample().sequence())
                    .isEqualTo(drawn);
        }
    }

    @Test
    void patience_counts_exits_that_gave_the_same_answer_in_a_row() throws Exception {
        Policy patient = Policy.of(0, Measure.PATIENCE, Thresholds.of(2, 2));
        InFlight first = sample("a", 0, patient, SURE);
        harness.processElement(new StreamRecord<>(first));

        assertThat(answers()).isEmpty();
        try (var second = harnessAt(2)) {
            second.processElement(new StreamRecord<>(deeper(first, UNSURE)));
            second.processElement(new StreamRecord<>(deeper(first, new float[] {1, 0})));

            assertThat(sideOutput(second, Answer.ANSWERS)).singleElement().satisfies(answer -> {
                assertThat(answer.predicted()).isEqualTo(1);
                assertThat(answer.confidence()).isEqualTo(2);
            });
        }
    }

    private static InFlight deeper(InFlight sample, float[] logits) {
        return sample.after(VISIT, 100, new CountingActivation(), logits);
    }

    private static InFlight sample(String stream, long sequence, Policy policy, float[] logits) {
        return deeper(InFlight.admitted(TestSamples.decoded(stream, sequence, 1), policy), logits);
    }

    private static Policy limited(long budgetMultiplyAdds, double shadowShare) {
        return new Policy(1, TestSamples.POLICY.criterion(), new Limits(Limits.NONE, budgetMultiplyAdds), shadowShare);
    }

    private long survivors(String stream) {
        return harness.extractOutputValues().stream()
                .filter(sample -> sample.stream().equals(stream))
                .count();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, InFlight, InFlight> harnessAt(int exit)
            throws Exception {
        var harness = newHarness(exit);
        harness.open();
        return harness;
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, InFlight, InFlight> newHarness(int exit)
            throws Exception {
        var function = new ExitFunction(exit, TestSamples.bundle(), PLAN, SETTINGS);
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(function), InFlight::stream, Types.STRING);
        harness.setup(InFlight.TYPE.createSerializer(null));
        harness.setProcessingTime(5_000);
        return harness;
    }

    private static InFlight behindStageOne(float[] logits, Activation activation) {
        return TestSamples.inFlight("a", 0, 1).after(VISIT, 100, activation, logits);
    }

    private List<Answer> answers() {
        return sideOutput(harness, Answer.ANSWERS);
    }

    private static <T> List<T> sideOutput(
            KeyedOneInputStreamOperatorTestHarness<String, InFlight, InFlight> harness, OutputTag<T> tag) {
        Queue<StreamRecord<T>> records = harness.getSideOutput(tag);
        return records == null
                ? List.of()
                : records.stream().map(StreamRecord::getValue).toList();
    }

    private static final class CountingActivation implements Activation {

        private int releases;

        @Override
        public List<Tensor> tensors(WirePrecision wire) {
            return List.of();
        }

        @Override
        public void release() {
            releases++;
        }
    }
}
