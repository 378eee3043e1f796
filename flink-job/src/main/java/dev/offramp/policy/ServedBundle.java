package dev.offramp.policy;

import dev.offramp.rejects.Refusal;
import dev.offramp.sample.BundleId;
import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;

/**
 * The bundle that a job serves, as far as policies go by it: it turns wishes into thresholds, and says which it cannot meet.
 *
 * @param id                    in whatever precision it is served
 * @param recommended           its own policy, version 0
 * @param firstExitMultiplyAdds what the cheapest answer costs
 * @param byMultiplyAdds        its operating points, costs in multiply-adds
 * @param byMilliseconds        the same, costs in milliseconds; unknown where the stages were not measured
 */
public record ServedBundle(
        BundleId id,
        Policy recommended,
        double firstExitMultiplyAdds,
        OperatingCurve byMultiplyAdds,
        OperatingCurve byMilliseconds)
        implements PolicyCheck, Serializable {

    /** A bundle that nobody calibrated: it has its own policy, and obeys thresholds. */
    public static ServedBundle uncalibrated(BundleId id, Policy recommended, double firstExitMultiplyAdds) {
        OperatingCurve unknown = OperatingCurve.unknown(closed(recommended));
        return new ServedBundle(id, recommended, firstExitMultiplyAdds, unknown, unknown);
    }

    /** The criterion of a bundle's measure under which every sample goes to the last exit. */
    public static Criterion closed(Policy recommended) {
        Criterion own = recommended.criterion();
        return new Criterion(
                own.measure(),
                own.temperatures(),
                Thresholds.closed(own.thresholds().count()));
    }

    /** The same under the id of the precision that is served. */
    public ServedBundle named(BundleId other) {
        return new ServedBundle(other, recommended, firstExitMultiplyAdds, byMultiplyAdds, byMilliseconds);
    }

    /** Whether it is this bundle; build metadata, as the precision is, does not count (Semantic Versioning 2.0.0, item 10). */
    public boolean is(BundleId other) {
        return areSame(id, other);
    }

    /** Whether two ids name one bundle, in whatever precision. */
    public static boolean areSame(BundleId one, BundleId other) {
        return one.name().equals(other.name()) && release(one.version()).equals(release(other.version()));
    }

    /** Whether the thresholds of a wish are for another bundle, and so are not obeyed. */
    public boolean isForAnother(Wish wish) {
        return wish instanceof Wish.ThresholdsOf thresholds && !is(thresholds.bundle());
    }

    /** When an answer is good enough under a wish; where it says nothing, or is for another bundle, as the bundle itself says. */
    public Criterion resolve(Wish wish) throws Refusal {
        if (wish instanceof Wish.AccuracyLoss loss) { // at the least cost: in time, where that is known
            OperatingCurve curve = byMilliseconds.isKnown() ? byMilliseconds : byMultiplyAdds;
            return known(curve, "an accepted loss needs a calibration table; see ./offramp calibrate")
                    .losing(loss.share());
        }
        if (wish instanceof Wish.MeanMultiplyAdds mean) {
            OperatingCurve curve =
                    known(byMultiplyAdds, "a mean cost needs a calibration table; see ./offramp calibrate");
            return within(curve, (double) mean.multiplyAdds(), " multiply-adds");
        }
        if (wish instanceof Wish.MeanMilliseconds mean) {
            OperatingCurve curve = known(
                    byMilliseconds,
                    "a mean cost in milliseconds needs what its stages take: policy.stage-costs names the file that"
                            + " ./offramp calibrate BUNDLE --costs FILE writes");
            return within(curve, mean.milliseconds(), " ms");
        }
        return wish instanceof Wish.ThresholdsOf thresholds && is(thresholds.bundle())
                ? thresholds.criterion()
                : recommended.criterion();
    }

    /** What terms come to: what they leave open, and what cannot be met any more, is as the bundle itself says. */
    public Policy policy(long version, PolicyTerms terms) {
        PolicyTerms whole = terms.or(PolicyTerms.of(Wish.OPEN, recommended.limits(), recommended.shadowShare()));
        Limits limits = new Limits(whole.deadlineMillis(), whole.budgetMultiplyAdds(), whole.framesPerSecond());
        return new Policy(version, obeyed(terms.wish()), limits, whole.shadowShare());
    }

    private Criterion obeyed(Wish wish) {
        try {
            return resolve(wish);
        } catch (Refusal letInByAnotherBundle) {
            return recommended.criterion();
        }
    }

    @Override
    public void check(ScopedPolicy update) throws Refusal {
        Wish wish = update.terms().wish();
        if (wish instanceof Wish.ThresholdsOf thresholds && is(thresholds.bundle())) {
            checkExits(thresholds.criterion());
        }
        resolve(wish);
        long budget = update.terms().budgetMultiplyAdds();
        if (budget != PolicyTerms.OPEN && budget < firstExitMultiplyAdds) {
            throw refusal("has a budget of " + number((double) budget) + " multiply-adds, the first exit of " + id
                    + " costs more: the least that can be met is " + number(Math.ceil(firstExitMultiplyAdds)));
        }
    }

    private void checkExits(Criterion criterion) throws Refusal {
        ConfidenceMeasure own = recommended.criterion().measure();
        if (criterion.measure().task() != own.task()) {
            throw refusal("has thresholds for " + criterion.measure() + ", which says nothing of what " + id
                    + " answers: its own measure is " + own);
        }
        int earlyExits = recommended.thresholds().count();
        int thresholds = criterion.thresholds().count();
        if (thresholds != earlyExits) {
            throw refusal(
                    "has " + thresholds + " thresholds, the bundle " + id + " has " + earlyExits + " early exits");
        }
        int temperatures = criterion.temperatures().count();
        if (temperatures != 0 && temperatures != earlyExits + 1) {
            throw refusal(
                    "has " + temperatures + " temperatures, the bundle " + id + " has " + (earlyExits + 1) + " exits");
        }
    }

    private Criterion within(OperatingCurve curve, double meanCost, String unit) throws Refusal {
        Optional<Criterion> found = curve.within(meanCost);
        if (found.isPresent()) {
            return found.get();
        }
        double least = unit.equals(" ms") ? curve.cheapest() : Math.ceil(curve.cheapest());
        throw refusal("asks for a mean cost of " + number(meanCost) + unit + " a sample, every setting of " + id
                + " costs more: the least that can be met is " + number(least) + unit);
    }

    private OperatingCurve known(OperatingCurve curve, String otherwise) throws Refusal {
        if (!curve.isKnown()) {
            throw refusal("cannot be met by " + id + ": " + otherwise);
        }
        return curve;
    }

    private static Refusal refusal(String problem) {
        return Admission.refusal(problem);
    }

    /** Whole numbers in full, others with as many digits as tell them from the limit. */
    private static String number(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
    }

    private static String release(String version) {
        int metadata = version.indexOf('+');
        return metadata < 0 ? version : version.substring(0, metadata);
    }
}
