package dev.offramp.policy;

/** Policies for tests, told apart by their version. */
final class Policies {

    private Policies() {}

    static Policy policy(long version) {
        return Policy.of(version, Measure.MAX_SOFTMAX, Thresholds.of(0.5f));
    }

    static PolicyUpdate update(PolicyScope scope, String target, long validFromMillis, long version) {
        return new PolicyUpdate(scope, target, validFromMillis, policy(version), Succession.by("tests"));
    }
}
