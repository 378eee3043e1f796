package dev.offramp.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.rejects.RefusalReason;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.EncodedPicture;
import dev.offramp.sample.Origin;
import dev.offramp.sample.Partitioning;
import dev.offramp.sample.PictureEncoding;
import dev.offramp.sample.Sample;
import dev.offramp.stage.TestSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdmitFunctionTest {

    private final List<PolicyChange> topic = new ArrayList<>();

    private KeyedBroadcastOperatorTestHarness<Integer, EncodedFrame, PolicyRecord, AdmittedFrame> harness;

    @BeforeEach
    void open() throws Exception {
        harness = newHarness(TestBundles.SERVED, KnownPolicies.NONE);
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void a_sample_meets_the_policy_of_the_bundle_until_an_update_comes_and_the_update_from_then_on() throws Exception {
        admit("a", 0);
        update(1, Scope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        admit("a", 1);

        assertThat(versions()).containsExactly(0L, 1L);
    }

    @Test
    void the_most_specific_policy_is_stamped() throws Exception {
        update(1, Scope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        update(2, Scope.GROUP, "lobby-", Long.MIN_VALUE, 0.1f, 0.2f);
        update(3, Scope.STREAM, "lobby-7", Long.MIN_VALUE, 0.1f, 0.2f);
        admit("roof", 0);
        admit("lobby-1", 0);
        admit("lobby-7", 0);

        assertThat(versions()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void a_policy_of_the_future_is_met_by_the_frames_of_that_time_and_later() throws Exception {
        update(1, Scope.DEFAULT, "", 10, 0.1f, 0.2f);
        admit("a", 9);
        admit("a", 10);
        admit("a", 9); // a replay meets the same policy again

        assertThat(versions()).containsExactly(0L, 1L, 0L);
    }

    @Test
    void a_bad_update_changes_nothing_and_becomes_one_reject() throws Exception {
        update(2, Scope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        update(1, Scope.DEFAULT, "", Long.MIN_VALUE, 0.3f, 0.4f);
        update(3, Scope.DEFAULT, "", Long.MIN_VALUE, 0.3f);
        admit("a", 0);

        assertThat(versions()).containsExactly(2L);
        assertThat(rejects()).hasSize(2).allSatisfy(reject -> assertThat(reject.reason())
                .isEqualTo(RefusalReason.BAD_POLICY));
    }

    @Test
    void a_wish_that_cannot_be_met_is_rejected_with_the_least_that_can() throws Exception {
        read(everybody(1, new Wish.MeanMultiplyAdds(99)));
        admit("a", 0);

        assertThat(versions()).containsExactly(0L);
        assertThat(rejects()).singleElement().satisfies(reject -> assertThat(reject.detail())
                .contains("policy DEFAULT/ version 1 asks for a mean cost of 99 multiply-adds")
                .contains("the least that can be met is 100 multiply-adds"));
    }

    @Test
    void a_withdrawn_policy_leaves_the_next_wider_one_in_force() throws Exception {
        update(1, Scope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        update(2, Scope.STREAM, "a", Long.MIN_VALUE, 0.1f, 0.2f);
        admit("a", 0);
        read(new Withdrawal(Scope.STREAM, "a", ScopedPolicy.AT_ONCE));
        admit("a", 1);
        read(new Withdrawal(Scope.DEFAULT, "", ScopedPolicy.AT_ONCE));
        admit("a", 2);

        assertThat(versions()).containsExactly(2L, 1L, 0L);
    }

    @Test
    void the_first_sample_meets_the_policies_that_were_there_and_reading_them_again_says_nothing_new()
            throws Exception {
        List<PolicyChange> topic = List.of(
                policyUpdate(5, Scope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f),
                policyUpdate(6, Scope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f),
                policyUpdate(7, Scope.DEFAULT, "", Long.MIN_VALUE, 0.1f));
        startOver(TestBundles.SERVED, topic);

        admit("a", 0);
        topic.forEach(this::read);
        admit("a", 1);
        update(8, Scope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        admit("a", 2);

        assertThat(versions()).containsExactly(6L, 6L, 8L);
        assertThat(rejects()).hasSize(1); // the misfit's, once
    }

    @Test
    void a_policy_that_was_withdrawn_before_the_start_is_at_no_time_in_force() throws Exception {
        ScopedPolicy gone = policyUpdate(5, Scope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        startOver(TestBundles.SERVED, List.of(gone, gone.withdrawal()));

        admit("a", 0);
        read(gone);
        admit("a", 1);
        read(gone.withdrawal());
        admit("a", 2);
        update(1, Scope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        admit("a", 3);

        assertThat(versions()).containsExactly(0L, 0L, 0L, 1L);
    }

    @Test
    void policies_outlive_a_restart() throws Exception {
        update(4, Scope.STREAM, "a", Long.MIN_VALUE, 0.1f, 0.2f);
        restart(TestBundles.SERVED, KnownPolicies.NONE);
        admit("a", 0);

        assertThat(versions()).containsExactly(4L);
    }

    @Test
    void a_withdrawal_between_a_savepoint_and_the_start_is_not_undone_by_the_savepoint() throws Exception {
        ScopedPolicy gone = policyUpdate(4, Scope.STREAM, "a", Long.MIN_VALUE, 0.1f, 0.2f);
        read(gone);
        restart(TestBundles.SERVED, known(TestBundles.SERVED, List.of(gone, gone.withdrawal())));
        admit("a", 0);

        assertThat(versions()).containsExactly(0L);
    }

    @Test
    void wishes_in_a_savepoint_are_resolved_anew_by_another_bundle() throws Exception {
        read(everybody(4, new Wish.AccuracyLoss(0.1)));
        admit("a", 0);
        assertThat(stamped().criterion()).isEqualTo(TestBundles.SERVED.resolve(new Wish.AccuracyLoss(0.1)));

        restart(TestBundles.OTHER, KnownPolicies.NONE);
        admit("a", 1);

        assertThat(stamped().version()).isEqualTo(4);
        assertThat(stamped().criterion()).isEqualTo(TestBundles.OTHER.resolve(new Wish.AccuracyLoss(0.1)));
        assertThat(stamped().thresholds().count()).isEqualTo(3);
    }

    @Test
    void thresholds_in_a_savepoint_are_not_obeyed_by_another_bundle_but_limits_are() throws Exception {
        Wish thresholds = policyUpdate(4, Scope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f)
                .terms()
                .wish();
        read(new ScopedPolicy(
                Scope.DEFAULT,
                "",
                ScopedPolicy.AT_ONCE,
                4,
                PolicyTerms.of(thresholds, new Limits(50, 1_000_000), 0.5),
                Succession.by("tests")));
        restart(TestBundles.OTHER, KnownPolicies.NONE);
        admit("a", 0);

        assertThat(stamped())
                .isEqualTo(new Policy(4, TestBundles.OTHER.recommended().criterion(), new Limits(50, 1_000_000), 0.5));
    }

    @Test
    void the_bundle_that_comes_back_obeys_its_thresholds_again() throws Exception {
        update(4, Scope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        restart(TestBundles.OTHER, KnownPolicies.NONE);
        admit("a", 0);
        restart(TestBundles.SERVED, KnownPolicies.NONE);
        admit("a", 1);

        assertThat(stamped().version()).isEqualTo(4);
        assertThat(stamped().thresholds()).isEqualTo(Thresholds.of(0.1f, 0.2f));
    }

    @Test
    void what_the_new_bundle_cannot_meet_stands_in_nobodys_way() throws Exception {
        read(everybody(7, new Wish.MeanMultiplyAdds(150)));
        restart(TestBundles.UNCALIBRATED, KnownPolicies.NONE);
        admit("a", 0);
        update(8, Scope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        admit("a", 1);

        assertThat(versions()).containsExactly(0L, 8L);
    }

    @Test
    void a_policy_published_between_a_savepoint_and_the_start_is_met_by_the_first_sample() throws Exception {
        ScopedPolicy first = policyUpdate(5, Scope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        ScopedPolicy second = policyUpdate(6, Scope.DEFAULT, "", Long.MIN_VALUE, 0.3f, 0.4f);
        read(first);
        restart(TestBundles.SERVED, known(TestBundles.SERVED, List.of(first, second)));

        admit("a", 0);
        read(second);
        admit("a", 1);

        assertThat(versions()).containsExactly(6L, 6L);
    }

    @Test
    void a_frame_whose_answer_is_late_already_is_refused_undecoded_with_its_record() throws Exception {
        harness.setProcessingTime(1_041);
        Sample sample = new Sample(new Origin("frames", 0, 7, 1_000), "a", 0, 0, OptionalInt.empty(), 40);
        harness.processElement(new StreamRecord<>(frame(sample)));

        assertThat(harness.extractOutputValues()).isEmpty();
        RejectedRecord reject =
                harness.getSideOutput(RejectedRecord.REJECTS).element().getValue();
        assertThat(reject.reason()).isEqualTo(RefusalReason.PAST_DEADLINE);
        assertThat(reject.detail()).contains("due 40 ms").contains("41 ms had passed");
        assertThat(reject.original()).containsExactly(1, 2, 3);
    }

    @Test
    void a_stream_that_sends_more_than_its_rate_is_refused_undecoded_and_others_are_not() throws Exception {
        PolicyTerms tenASecond =
                new PolicyTerms(Wish.OPEN, PolicyTerms.OPEN, PolicyTerms.OPEN, 10, PolicyTerms.OPEN_SHARE);
        read(new ScopedPolicy(Scope.STREAM, "fast", ScopedPolicy.AT_ONCE, 1, tenASecond, Succession.by("tests")));
        for (int n = 0; n < 30; n++) {
            admit("fast", 0);
            admit("other", 0);
        }

        assertThat(harness.extractOutputValues())
                .extracting(admitted -> admitted.frame().sample().stream())
                .filteredOn("fast"::equals)
                .hasSize(10);
        assertThat(harness.extractOutputValues()).hasSize(40);
        assertThat(harness.getSideOutput(RejectedRecord.REJECTS))
                .hasSize(20)
                .allSatisfy(reject -> assertThat(reject.getValue().reason()).isEqualTo(RefusalReason.OVER_QUOTA));
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

    private void startOver(ServedBundle bundle, List<PolicyChange> topic) throws Exception {
        harness.close();
        harness = newHarness(bundle, known(bundle, topic));
        harness.open();
    }

    private void restart(ServedBundle bundle, KnownPolicies known) throws Exception {
        OperatorSubtaskState state = harness.snapshot(1, 1);
        harness.close();
        harness = newHarness(bundle, known);
        harness.initializeState(state);
        harness.open();
    }

    private static KeyedBroadcastOperatorTestHarness<Integer, EncodedFrame, PolicyRecord, AdmittedFrame> newHarness(
            ServedBundle bundle, KnownPolicies known) throws Exception {
        var operator = new CoBroadcastWithKeyedOperator<>(
                new AdmitFunction(bundle, known, Partitioning.BALANCED, 100),
                List.of(AdmitFunction.POLICIES, AdmitFunction.READ_UNTIL));
        var harness = new KeyedBroadcastOperatorTestHarness<>(
                operator, frame -> Partitioning.BALANCED.key(frame.sample()), Types.INT, 1, 1, 0);
        harness.setup(AdmittedFrame.TYPE.createSerializer(null));
        return harness;
    }

    private void admit(String stream, long eventTimeMillis) throws Exception {
        harness.processElement(new StreamRecord<>(frame(TestSamples.sample(stream, eventTimeMillis))));
    }

    private void update(long version, Scope scope, String target, long validFrom, float... thresholds) {
        read(policyUpdate(version, scope, target, validFrom, thresholds));
    }

    /** Reads the next record of the topic; one that comes again lies where it lay. */
    private void read(PolicyChange change) {
        if (!topic.contains(change)) {
            topic.add(change);
        }
        try {
            harness.processBroadcastElement(new StreamRecord<>(record(topic.indexOf(change), change)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static KnownPolicies known(ServedBundle bundle, List<PolicyChange> topic) {
        return PolicyTopicFold.of(
                IntStream.range(0, topic.size())
                        .mapToObj(offset -> record(offset, topic.get(offset)))
                        .toList(),
                bundle);
    }

    private static PolicyRecord record(long offset, PolicyChange change) {
        return new PolicyRecord(new Origin("policies", 0, offset, 0), new byte[0], new byte[0], change);
    }

    private static ScopedPolicy policyUpdate(
            long version, Scope scope, String target, long validFrom, float... thresholds) {
        Criterion criterion = Criterion.of(ConfidenceMeasure.MAX_SOFTMAX, Thresholds.of(thresholds));
        PolicyTerms terms = PolicyTerms.of(new Wish.ThresholdsOf(TestBundles.SERVED.id(), criterion));
        return new ScopedPolicy(scope, target, validFrom, version, terms, Succession.by("tests"));
    }

    private static ScopedPolicy everybody(long version, Wish wish) {
        return new ScopedPolicy(
                Scope.DEFAULT, "", ScopedPolicy.AT_ONCE, version, PolicyTerms.of(wish), Succession.by("tests"));
    }

    private List<Long> versions() {
        return harness.extractOutputValues().stream()
                .map(sample -> sample.policy().version())
                .toList();
    }

    /** What the newest sample was stamped with. */
    private Policy stamped() {
        List<AdmittedFrame> admitted = harness.extractOutputValues();
        return admitted.get(admitted.size() - 1).policy();
    }

    private List<RejectedRecord> rejects() {
        Queue<StreamRecord<RejectedRecord>> rejects = harness.getSideOutput(RejectedRecord.REJECTS);
        return rejects == null
                ? List.of()
                : rejects.stream().map(StreamRecord::getValue).toList();
    }
}
