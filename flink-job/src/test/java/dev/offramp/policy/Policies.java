package dev.offramp.policy;

import dev.offramp.sample.BundleId;
import java.util.List;
import java.util.stream.IntStream;

/** Policies for tests, told apart by their version, and a bundle of two early exits whose curve everybody can reckon. */
final class Policies {

    static final BundleId BUNDLE = new BundleId("tiny", "1.0.0");
    static final BundleId OTHER = new BundleId("tiny", "2.0.0");
    static final Policy RECOMMENDED = Policy.of(0, ConfidenceMeasure.MARGIN, Thresholds.of(0.6f, 0.6f));

    /** 10, 20, 30 and 40 multiply-adds, or 1, 2, 3 and 4 ms; 80, 88, 90 and 91 % accurate; the last exit alone 90.5 %. */
    static final ServedBundle SERVED =
            new ServedBundle(BUNDLE, RECOMMENDED, 10, curve(10, 20, 30, 40), curve(1, 2, 3, 4));

    static final ServedBundle UNCALIBRATED = ServedBundle.uncalibrated(BUNDLE, RECOMMENDED, 10);

    private Policies() {}

    /** The criterion of one of the curve's points, from 0. */
    static Criterion point(int n) {
        return Criterion.of(ConfidenceMeasure.MARGIN, Thresholds.of(n / 10f, n / 10f));
    }

    static Wish thresholds(BundleId bundle, float... thresholds) {
        return new Wish.ThresholdsOf(bundle, Criterion.of(ConfidenceMeasure.MAX_SOFTMAX, Thresholds.of(thresholds)));
    }

    static ScopedPolicy update(Scope scope, String target, long validFromMillis, long version) {
        return update(scope, target, validFromMillis, version, PolicyTerms.of(thresholds(BUNDLE, 0.5f, 0.5f)));
    }

    static ScopedPolicy update(Scope scope, String target, long validFromMillis, long version, PolicyTerms terms) {
        return new ScopedPolicy(scope, target, validFromMillis, version, terms, Succession.by("tests"));
    }

    static ScopedPolicy everybody(long version, PolicyTerms terms) {
        return update(Scope.DEFAULT, "", ScopedPolicy.AT_ONCE, version, terms);
    }

    private static OperatingCurve curve(double... costs) {
        double[] accuracies = {0.80, 0.88, 0.90, 0.91};
        List<OperatingPoint> points = IntStream.range(0, costs.length)
                .mapToObj(n -> new OperatingPoint(point(n), costs[n], accuracies[n]))
                .toList();
        return new OperatingCurve(points, ServedBundle.closed(RECOMMENDED), 0.905);
    }
}
