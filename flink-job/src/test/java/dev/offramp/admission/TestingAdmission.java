package dev.offramp.admission;

import dev.offramp.bundle.store.FetchSettings;
import dev.offramp.model.LaneItem;
import dev.offramp.model.News;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.KnownPolicies;
import dev.offramp.policy.Policy;
import dev.offramp.policy.PolicyChange;
import dev.offramp.policy.PolicyRecord;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.PolicyTopicFold;
import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.ServedBundle;
import dev.offramp.policy.Succession;
import dev.offramp.policy.TestBundles;
import dev.offramp.policy.Thresholds;
import dev.offramp.policy.Wish;
import dev.offramp.refresh.Directive;
import dev.offramp.refresh.RefreshSettings;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.EncodedPicture;
import dev.offramp.sample.Origin;
import dev.offramp.sample.Partitioning;
import dev.offramp.sample.PictureEncoding;
import dev.offramp.sample.Sample;
import dev.offramp.stage.TestSamples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.types.Either;

/** One task of {@link AdmitFunction} with a topic of policies, that can be started over. */
final class TestingAdmission implements AutoCloseable {

    private static final RefreshSettings REFRESH = new RefreshSettings(
            new FetchSettings(List.of(), 1, Duration.ofSeconds(1)),
            "",
            Duration.ofMinutes(1),
            Duration.ofSeconds(2),
            Duration.ofMillis(250));

    private final List<PolicyChange> topic = new ArrayList<>();

    private KeyedBroadcastOperatorTestHarness<Integer, EncodedFrame, Either<PolicyRecord, Directive>, LaneItem> harness;

    TestingAdmission() {
        try {
            harness = newHarness(TestBundles.SERVED, KnownPolicies.NONE);
            harness.open();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }

    private static EncodedFrame frame(Sample sample) {
        return new EncodedFrame(sample, new byte[0], EncodedPicture.of(PictureEncoding.PNG, new byte[] {1, 2, 3}));
    }

    void startOver(ServedBundle bundle, List<PolicyChange> topic) throws Exception {
        harness.close();
        harness = newHarness(bundle, known(bundle, topic));
        harness.open();
    }

    void restart(ServedBundle bundle, KnownPolicies known) throws Exception {
        OperatorSubtaskState state = harness.snapshot(1, 1);
        harness.close();
        harness = newHarness(bundle, known);
        harness.initializeState(state);
        harness.open();
    }

    private static KeyedBroadcastOperatorTestHarness<Integer, EncodedFrame, Either<PolicyRecord, Directive>, LaneItem>
            newHarness(ServedBundle bundle, KnownPolicies known) throws Exception {
        var operator = new CoBroadcastWithKeyedOperator<>(
                new AdmitFunction(bundle, known, Partitioning.BALANCED, 100, Optional.of(REFRESH)),
                AdmitFunction.BROADCAST);
        var harness = new KeyedBroadcastOperatorTestHarness<>(
                operator, frame -> Partitioning.BALANCED.key(frame.sample()), Types.INT, 1, 1, 0);
        harness.setup(AdmittedFrame.ITEM.createSerializer(null));
        return harness;
    }

    List<AdmittedFrame> admitted() {
        return harness.extractOutputValues().stream()
                .filter(AdmittedFrame.class::isInstance)
                .map(AdmittedFrame.class::cast)
                .toList();
    }

    List<News> news() {
        return harness.extractOutputValues().stream()
                .filter(News.class::isInstance)
                .map(News.class::cast)
                .toList();
    }

    void obey(Directive directive) throws Exception {
        harness.processBroadcastElement(new StreamRecord<>(Either.Right(directive)));
    }

    /** The time that tasks see, milliseconds. */
    void setProcessingTime(long millis) throws Exception {
        harness.setProcessingTime(millis);
    }

    void admit(Sample sample) throws Exception {
        harness.processElement(new StreamRecord<>(frame(sample)));
    }

    void admit(String stream, long eventTimeMillis) throws Exception {
        admit(TestSamples.sample(stream, eventTimeMillis));
    }

    void update(long version, Scope scope, String target, long validFrom, float... thresholds) {
        read(policyUpdate(version, scope, target, validFrom, thresholds));
    }

    /** Reads the next record of the topic; one that comes again lies where it lay. */
    void read(PolicyChange change) {
        if (!topic.contains(change)) {
            topic.add(change);
        }
        try {
            harness.processBroadcastElement(new StreamRecord<>(Either.Left(record(topic.indexOf(change), change))));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static KnownPolicies known(ServedBundle bundle, List<PolicyChange> topic) {
        return PolicyTopicFold.of(
                IntStream.range(0, topic.size())
                        .mapToObj(offset -> record(offset, topic.get(offset)))
                        .toList(),
                bundle);
    }

    private static PolicyRecord record(long offset, PolicyChange change) {
        return new PolicyRecord(new Origin("policies", 0, offset, 0), new byte[0], new byte[0], change);
    }

    static ScopedPolicy policyUpdate(long version, Scope scope, String target, long validFrom, float... thresholds) {
        Criterion criterion = Criterion.of(ConfidenceMeasure.MAX_SOFTMAX, Thresholds.of(thresholds));
        PolicyTerms terms = PolicyTerms.of(new Wish.ThresholdsOf(TestBundles.SERVED.id(), criterion));
        return new ScopedPolicy(scope, target, validFrom, version, terms, Succession.by("tests"));
    }

    static ScopedPolicy everybody(long version, Wish wish) {
        return new ScopedPolicy(
                Scope.DEFAULT, "", ScopedPolicy.AT_ONCE, version, PolicyTerms.of(wish), Succession.by("tests"));
    }

    List<Long> versions() {
        return admitted().stream().map(sample -> sample.policy().version()).toList();
    }

    /** What the newest sample was stamped with. */
    Policy stamped() {
        List<AdmittedFrame> admitted = admitted();
        return admitted.get(admitted.size() - 1).policy();
    }

    List<RejectedRecord> rejects() {
        Queue<StreamRecord<RejectedRecord>> rejects = harness.getSideOutput(RejectedRecord.REJECTS);
        return rejects == null
                ? List.of()
                : rejects.stream().map(StreamRecord::getValue).toList();
    }
}
