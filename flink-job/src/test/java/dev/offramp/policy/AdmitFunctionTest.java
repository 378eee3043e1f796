package dev.offramp.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bundle.Bundle;
import dev.offramp.rejects.Reject;
import dev.offramp.rejects.RejectReason;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.EncodedPicture;
import dev.offramp.sample.Origin;
import dev.offramp.sample.Partitioning;
import dev.offramp.sample.PictureEncoding;
import dev.offramp.sample.Sample;
import dev.offramp.stage.TestSamples;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdmitFunctionTest {

    private KeyedBroadcastOperatorTestHarness<Integer, EncodedFrame, PolicyRecord, AdmittedFrame> harness;

    @BeforeEach
    void open() throws Exception {
        harness = newHarness();
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void a_sample_meets_the_policy_of_the_bundle_until_an_update_comes_and_the_update_from_then_on() throws Exception {
        admit("a", 0);
        update(1, PolicyScope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        admit("a", 1);

        assertThat(versions()).containsExactly(0L, 1L);
    }

    @Test
    void the_most_specific_policy_is_stamped() throws Exception {
        update(1, PolicyScope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        update(2, PolicyScope.GROUP, "lobby-", Long.MIN_VALUE, 0.1f, 0.2f);
        update(3, PolicyScope.STREAM, "lobby-7", Long.MIN_VALUE, 0.1f, 0.2f);
        admit("roof", 0);
        admit("lobby-1", 0);
        admit("lobby-7", 0);

        assertThat(versions()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void a_policy_of_the_future_is_met_by_the_frames_of_that_time_and_later() throws Exception {
        update(1, PolicyScope.DEFAULT, "", 10, 0.1f, 0.2f);
        admit("a", 9);
        admit("a", 10);
        admit("a", 9); // a replay meets the same policy again

        assertThat(versions()).containsExactly(0L, 1L, 0L);
    }

    @Test
    void a_bad_update_changes_nothing_and_becomes_one_reject() throws Exception {
        update(2, PolicyScope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        update(1, PolicyScope.DEFAULT, "", Long.MIN_VALUE, 0.3f, 0.4f);
        update(3, PolicyScope.DEFAULT, "", Long.MIN_VALUE, 0.3f);
        admit("a", 0);

        assertThat(versions()).containsExactly(2L);
        Queue<StreamRecord<Reject>> rejects = harness.getSideOutput(Reject.REJECTS);
        assertThat(rejects)
                .extracting(reject -> reject.getValue().reason())
                .containsExactly(RejectReason.BAD_POLICY, RejectReason.BAD_POLICY);
    }

    @Test
    void the_first_sample_meets_the_policies_that_were_there_and_reading_them_again_says_nothing_new()
            throws Exception {
        harness.close();
        PolicyRecord first = policyRecord(5, PolicyScope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        PolicyRecord second = policyRecord(6, PolicyScope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        PolicyRecord misfit = policyRecord(7, PolicyScope.DEFAULT, "", Long.MIN_VALUE, 0.1f);
        harness = newHarness(
                TestSamples.bundle(), KnownPolicies.of(List.of(first, second, misfit), TestSamples.STAGES - 1));
        harness.open();

        admit("a", 0);
        update(5, PolicyScope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        update(6, PolicyScope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        update(7, PolicyScope.DEFAULT, "", Long.MIN_VALUE, 0.1f);
        admit("a", 1);
        update(8, PolicyScope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        admit("a", 2);

        assertThat(versions()).containsExactly(6L, 6L, 8L);
        assertThat(harness.getSideOutput(Reject.REJECTS)).hasSize(1); // the misfit's, once
    }

    @Test
    void policies_outlive_a_restart() throws Exception {
        update(4, PolicyScope.STREAM, "a", Long.MIN_VALUE, 0.1f, 0.2f);
        restart(TestSamples.bundle(), KnownPolicies.NONE);
        admit("a", 0);

        assertThat(versions()).containsExactly(4L);
    }

    @Test
    void policies_of_a_network_with_another_number_of_exits_are_left_behind_in_the_savepoint() throws Exception {
        update(4, PolicyScope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        restart(TestSamples.bundle(TestSamples.STAGES + 1), KnownPolicies.NONE);
        admit("a", 0);

        assertThat(versions()).containsExactly(0L);
    }

    @Test
    void updates_for_the_new_network_are_not_held_against_policies_of_the_old_one() throws Exception {
        update(7, PolicyScope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        restart(
                TestSamples.bundle(TestSamples.STAGES + 1),
                KnownPolicies.of(
                        List.of(policyRecord(1, PolicyScope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f, 0.3f)),
                        TestSamples.STAGES));

        admit("a", 0);
        update(1, PolicyScope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f, 0.3f);
        admit("a", 1);
        update(2, PolicyScope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f, 0.3f);
        admit("a", 2);

        assertThat(versions()).containsExactly(1L, 1L, 2L);
        assertThat(harness.getSideOutput(Reject.REJECTS)).isNull();
    }

    @Test
    void a_policy_published_between_a_savepoint_and_the_start_is_met_by_the_first_sample() throws Exception {
        update(5, PolicyScope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        restart(
                TestSamples.bundle(),
                KnownPolicies.of(
                        List.of(
                                policyRecord(5, PolicyScope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f),
                                policyRecord(6, PolicyScope.DEFAULT, "", Long.MIN_VALUE, 0.3f, 0.4f)),
                        TestSamples.STAGES - 1));

        admit("a", 0);
        update(6, PolicyScope.DEFAULT, "", Long.MIN_VALUE, 0.3f, 0.4f);
        admit("a", 1);

        assertThat(versions()).containsExactly(6L, 6L);
    }

    @Test
    void a_frame_whose_answer_is_late_already_is_refused_undecoded_with_its_record() throws Exception {
        harness.setProcessingTime(1_041);
        Sample sample = new Sample(new Origin("frames", 0, 7, 1_000), "a", 0, 0, OptionalInt.empty(), 40);
        harness.processElement(new StreamRecord<>(frame(sample)));

        assertThat(harness.extractOutputValues()).isEmpty();
        Reject reject = harness.getSideOutput(Reject.REJECTS).element().getValue();
        assertThat(reject.reason()).isEqualTo(RejectReason.PAST_DEADLINE);
        assertThat(reject.detail()).contains("due 40 ms").contains("41 ms had passed");
        assertThat(reject.original()).containsExactly(1, 2, 3);
    }

    @Test
    void a_frame_that_is_due_now_is_let_in() throws Exception {
        harness.setProcessingTime(1_040);
        Sample sample = new Sample(new Origin("frames", 0, 7, 1_000), "a", 0, 0, OptionalInt.empty(), 40);
        harness.processElement(new StreamRecord<>(frame(sample)));

        assertThat(harness.extractOutputValues()).hasSize(1);
    }

    private static EncodedFrame frame(Sample sample) {
        return new EncodedFrame(sample, new byte[0], EncodedPicture.of(PictureEncoding.PNG, new byte[] {1, 2, 3}));
    }

    private void restart(Bundle bundle, KnownPolicies known) throws Exception {
        OperatorSubtaskState state = harness.snapshot(1, 1);
        harness.close();
        harness = newHarness(bundle, known);
        harness.initializeState(state);
        harness.open();
    }

    private static KeyedBroadcastOperatorTestHarness<Integer, EncodedFrame, PolicyRecord, AdmittedFrame> newHarness()
            throws Exception {
        return newHarness(TestSamples.bundle(), KnownPolicies.NONE);
    }

    private static KeyedBroadcastOperatorTestHarness<Integer, EncodedFrame, PolicyRecord, AdmittedFrame> newHarness(
            Bundle bundle, KnownPolicies known) throws Exception {
        var operator = new CoBroadcastWithKeyedOperator<>(
                new AdmitFunction(bundle.policy(), known, 100), List.of(AdmitFunction.POLICIES));
        var harness = new KeyedBroadcastOperatorTestHarness<>(
                operator, frame -> Partitioning.BALANCED.key(frame.sample()), Types.INT, 1, 1, 0);
        harness.setup(AdmittedFrame.TYPE.createSerializer(null));
        return harness;
    }

    private void admit(String stream, long eventTimeMillis) throws Exception {
        harness.processElement(new StreamRecord<>(frame(TestSamples.sample(stream, eventTimeMillis))));
    }

    private void update(long version, PolicyScope scope, String target, long validFrom, float... thresholds)
            throws Exception {
        harness.processBroadcastElement(
                new StreamRecord<>(policyRecord(version, scope, target, validFrom, thresholds)));
    }

    private static PolicyRecord policyRecord(
            long version, PolicyScope scope, String target, long validFrom, float... thresholds) {
        Policy policy = Policy.of(version, Measure.MAX_SOFTMAX, Thresholds.of(thresholds));
        return new PolicyRecord(
                new Origin("policies", 0, version, 0),
                new byte[0],
                new byte[0],
                new PolicyUpdate(scope, target, validFrom, policy, Succession.by("tests")));
    }

    private List<Long> versions() {
        return harness.extractOutputValues().stream()
                .map(sample -> sample.policy().version())
                .toList();
    }
}
