package dev.offramp.cli.policy;

import dev.offramp.kafka.PolicyEntry;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.PolicyChange;
import dev.offramp.policy.PolicyRecord;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.Succession;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
import dev.offramp.policy.Wish;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.Origin;
import dev.offramp.schema.Classification;
import dev.offramp.schema.ExitThroughput;
import dev.offramp.schema.ExitVerdict;
import dev.offramp.schema.Journey;
import dev.offramp.schema.LatencySummary;
import dev.offramp.schema.ThroughputWindow;
import dev.offramp.throughput.Latencies;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** Policies of a network of three exits, and a topic that they lie on. */
final class TestingPolicies {

    static final long NOW = 1_700_000_000_000L;

    private TestingPolicies() {}

    static final BundleId BUNDLE = new BundleId("tiny", "1.0.0");

    /** The bundle of these policies, as a job's throughput names it. */
    static final Optional<BundleInForce> SERVED = Optional.of(new BundleInForce(BUNDLE, 2, "the tests"));

    static PolicyTerms thresholds(float... thresholds) {
        return PolicyTerms.of(
                new Wish.ThresholdsOf(BUNDLE, Criterion.of(ConfidenceMeasure.MAX_SOFTMAX, Thresholds.of(thresholds))));
    }

    /** Terms with every part set. */
    static PolicyTerms whole() {
        Criterion criterion = new Criterion(
                ConfidenceMeasure.MARGIN, Temperatures.of(1.5f, 1.25f, 1), Thresholds.of(0.9f, Thresholds.CLOSED));
        return new PolicyTerms(new Wish.ThresholdsOf(BUNDLE, criterion), 50, 6_500_000, 12.5, 0.015);
    }

    static ScopedPolicy everybody(long version, PolicyTerms terms) {
        return update(Scope.DEFAULT, "", ScopedPolicy.AT_ONCE, version, terms);
    }

    static ScopedPolicy update(Scope scope, String target, long validFromMillis, long version, PolicyTerms terms) {
        return new ScopedPolicy(scope, target, validFromMillis, version, terms, Succession.by("anna"));
    }

    static List<PolicyEntry> topic(PolicyChange... changes) {
        List<PolicyEntry> entries = new ArrayList<>();
        Arrays.stream(changes).forEach(change -> entries.add(entry(entries.size(), change)));
        return entries;
    }

    static PolicyEntry entry(long offset, PolicyChange change) {
        return new PolicyEntry.Change(
                new PolicyRecord(new Origin("policies", 0, offset, NOW), new byte[0], new byte[0], change));
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

    /** A second in which nothing was answered. */
    static ThroughputWindow window(String bundle, String version, int exits) {
        LatencySummary latency = LatencySummary.newBuilder()
                .setP50Micros(0)
                .setP95Micros(0)
                .setP99Micros(0)
                .setMaxMicros(0)
                .setHistogram(ByteBuffer.wrap(Latencies.encode(new Histogram(2))))
                .build();
        ExitThroughput exit = ExitThroughput.newBuilder()
                .setExit(1)
                .setSamples(0)
                .setShare(0)
                .setLabelled(0)
                .setCorrect(0)
                .setLatency(latency)
                .build();
        return ThroughputWindow.newBuilder()
                .setWindowStart(Instant.ofEpochMilli(NOW))
                .setWindowEnd(Instant.ofEpochMilli(NOW + 1000))
                .setBundleName(bundle)
                .setBundleVersion(version)
                .setSamples(0)
                .setSamplesPerSecond(0)
                .setMultiplyAdds(0)
                .setMeanMultiplyAdds(0)
                .setLabelled(0)
                .setCorrect(0)
                .setLatency(latency)
                .setExits(Collections.nCopies(exits, exit))
                .setStages(List.of())
                .build();
    }
}
