package dev.offramp.exit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bundle.BundleId;
import dev.offramp.rejects.Reject;
import dev.offramp.rejects.RejectReason;
import dev.offramp.sample.Activation;
import dev.offramp.sample.InFlight;
import dev.offramp.sample.StageVisit;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.TestSamples;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
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

    private static KeyedOneInputStreamOperatorTestHarness<String, InFlight, InFlight> harnessAt(int exit)
            throws Exception {
        var function = new ExitFunction(exit, TestSamples.STAGES, new BundleId("testing", "1"), 2);
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(function), InFlight::stream, Types.STRING);
        harness.setup(InFlight.TYPE.createSerializer(null));
        harness.setProcessingTime(5_000);
        harness.open();
        return harness;
    }

    private static InFlight behindStageOne(float[] logits, Activation activation) {
        return TestSamples.inFlight("a", 0, 1).after(new StageVisit(1, 2, 3), 100, activation, logits);
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
        public List<Tensor> tensors() {
            return List.of();
        }

        @Override
        public void release() {
            releases++;
        }
    }
}
