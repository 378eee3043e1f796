package dev.offramp.cli.policy;

import dev.offramp.kafka.PolicyEntry;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.Limits;
import dev.offramp.policy.Measure;
import dev.offramp.policy.Policy;
import dev.offramp.policy.PolicyRecord;
import dev.offramp.policy.PolicyScope;
import dev.offramp.policy.PolicyUpdate;
import dev.offramp.policy.Succession;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
import dev.offramp.sample.Origin;
import dev.offramp.schema.Classification;
import dev.offramp.schema.ExitVerdict;
import dev.offramp.schema.Journey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Policies of a network of three exits, and a topic that they lie on. */
final class TestingPolicies {

    static final long NOW = 1_700_000_000_000L;

    private TestingPolicies() {}

    static Policy policy(long version, float... thresholds) {
        return Policy.of(version, Measure.MAX_SOFTMAX, Thresholds.of(thresholds));
    }

    /** One with every part set. */
    static Policy whole(long version) {
        return new Policy(
                version,
                new Criterion(Measure.MARGIN, Temperatures.of(1.5f, 1.25f, 1), Thresholds.of(0.9f, Thresholds.CLOSED)),
                new Limits(50, 6_500_000),
                0.015);
    }

    static PolicyUpdate everybody(Policy policy) {
        return update(PolicyScope.DEFAULT, "", PolicyUpdate.AT_ONCE, policy);
    }

    static PolicyUpdate update(PolicyScope scope, String target, long validFromMillis, Policy policy) {
        return new PolicyUpdate(scope, target, validFromMillis, policy, Succession.by("anna"));
    }

    static List<PolicyEntry> topic(PolicyUpdate... updates) {
        List<PolicyEntry> entries = new ArrayList<>();
        Arrays.stream(updates).forEach(update -> entries.add(entry(entries.size(), update)));
        return entries;
    }

    static PolicyEntry entry(long offset, PolicyUpdate update) {
        return new PolicyEntry.Update(
                new PolicyRecord(new Origin("policies", 0, offset, NOW), new byte[0], new byte[0], update));
    }

    static Classification answer(String stream, long version, Instant answeredAt) {
        return Classification.newBuilder()
                .setStream(stream)
                .setSequence(0)
                .setFrameTopic("frames")
                .setFramePartition(0)
                .setFrameOffset(0)
                .setEventTime(answeredAt)
                .setCreatedAt(answeredAt)
                .setAnsweredAt(answeredAt)
                .setPredicted(0)
                .setPredictedName("boot")
                .setTop(List.of())
                .setExit(1)
                .setVerdict(ExitVerdict.CONFIDENT)
                .setConfidence(1)
                .setBundleName("bundle")
                .setBundleVersion("1")
                .setPolicyVersion(version)
                .setJourney(Journey.newBuilder()
                        .setMultiplyAdds(1)
                        .setEndToEndMillis(1)
                        .setStages(List.of())
                        .build())
                .build();
    }
}
