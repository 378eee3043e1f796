package dev.offramp.policy;

import dev.offramp.sample.BundleId;
import dev.offramp.stage.TestSamples;
import java.util.List;

/** Bundles as policies see them: that of {@link TestSamples} with a curve and without, and another of four exits. */
public final class TestBundles {

    public static final ServedBundle UNCALIBRATED =
            ServedBundle.uncalibrated(TestSamples.bundle().id(), TestSamples.POLICY, 100);
    public static final ServedBundle SERVED = calibrated(TestSamples.bundle().id(), TestSamples.POLICY);
    public static final ServedBundle OTHER = calibrated(
            new BundleId("testing", "2"), Policy.of(0, ConfidenceMeasure.MARGIN, Thresholds.of(0.7f, 0.7f, 0.7f)));

    private TestBundles() {}

    /** Everybody at the first exit for 100 multiply-adds at 85 %, or at the second for 200 at 90 %, as at the last. */
    private static ServedBundle calibrated(BundleId id, Policy recommended) {
        OperatingCurve curve = new OperatingCurve(
                List.of(
                        new OperatingPoint(everybodyAt(1, recommended), 100, 0.85),
                        new OperatingPoint(everybodyAt(2, recommended), 200, 0.90)),
                ServedBundle.closed(recommended),
                0.90);
        return new ServedBundle(id, recommended, 100, curve, OperatingCurve.unknown(ServedBundle.closed(recommended)));
    }

    private static Criterion everybodyAt(int exit, Policy recommended) {
        float[] thresholds = Thresholds.closed(recommended.thresholds().count()).toArray();
        thresholds[exit - 1] = 0;
        return Criterion.of(recommended.criterion().measure(), Thresholds.of(thresholds));
    }
}
