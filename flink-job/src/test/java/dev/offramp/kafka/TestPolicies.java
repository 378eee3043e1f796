package dev.offramp.kafka;

import dev.offramp.schema.Measure;
import dev.offramp.schema.PolicyScope;
import dev.offramp.schema.PolicyUpdate;
import java.time.Instant;
import java.util.Arrays;

/** Policy updates as somebody writes them onto the topic. */
final class TestPolicies {

    private TestPolicies() {}

    /** Of {@link #update()}: it has a valid-from. */
    static final String KEY = "STREAM@1234/lobby-7";

    /** A good one, every field set, to change. */
    static PolicyUpdate.Builder update() {
        return PolicyUpdate.newBuilder()
                .setScope(PolicyScope.STREAM)
                .setTarget("lobby-7")
                .setVersion(3)
                .setValidFrom(Instant.ofEpochMilli(1_234))
                .setMeasure(Measure.MARGIN)
                .setThresholds(Arrays.asList(0.5f, null))
                .setBundleName("fashion")
                .setBundleVersion("1.0.0")
                .setBudgetMultiplyAdds(30_000_000L)
                .setAuthor("tests");
    }

    static byte[] encoded(PolicyUpdate update) {
        return SingleObject.encode(PolicyUpdate.getEncoder(), update);
    }
}
