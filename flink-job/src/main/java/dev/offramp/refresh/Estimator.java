package dev.offramp.refresh;

import java.util.Collection;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Estimates quantities from what was seen, each with an interval for the mean over all streams like those that were seen: groups of
 * streams are the clusters, see {@link ClusterRatio}.
 */
record Estimator(Comparison seen, ClusterIntervals intervals) {

    /** Groups of streams below which nothing is said. */
    static final int FEWEST_GROUPS = 5;

    /** Samples of each kind below which nothing is said. */
    static final int FEWEST_SAMPLES = 100;

    Estimate of(Quantity quantity) {
        return switch (quantity) {
            case AGREEMENT -> agreement();
            case ACCURACY -> accuracy();
            case ACCURACY_LOSS -> accuracyLoss();
            case COST -> ratio(quantity, SideTotals::multiplyAdds);
            case LATENCY -> ratio(quantity, SideTotals::latencyMillis);
        };
    }

    /** Agreed over compared samples, cluster-robust; with a {@link ClusterIntervals#share share's} interval. Of pairs alone. */
    private Estimate agreement() {
        if (seen.design() == Design.TWO_SAMPLE) {
            return new Estimate.Unknown("a canary and what serves answer different samples");
        }
        return estimate(
                Quantity.AGREEMENT,
                () -> new Estimate.Known(intervals.share(over(GroupTotals::agreed, SampleCount.CANDIDATE))));
    }

    /** Correct over labelled answers of the candidate, cluster-robust; with a {@link ClusterIntervals#share share's} interval. */
    private Estimate accuracy() {
        return estimate(Quantity.ACCURACY, () -> new Estimate.Known(intervals.share(candidateAccuracy())));
    }

    /**
     * Of pairs, the mean difference of correct answers, which has the variance that both share taken out; of two samples, the difference of
     * both accuracies. See {@link ClusterIntervals#difference}.
     */
    private Estimate accuracyLoss() {
        return estimate(
                Quantity.ACCURACY_LOSS,
                () -> new Estimate.Known(
                        seen.design() == Design.PAIRED
                                ? intervals.difference(over(
                                        group -> group.serving().correct()
                                                - group.candidate().correct(),
                                        SampleCount.LABELLED_CANDIDATE))
                                : intervals.difference(
                                        over(group -> group.serving().correct(), SampleCount.LABELLED_SERVING),
                                        candidateAccuracy())));
    }

    private ClusterRatio candidateAccuracy() {
        return over(group -> group.candidate().correct(), SampleCount.LABELLED_CANDIDATE);
    }

    /**
     * Mean of the candidate over that of what serves. Of pairs the ratio of both sums ({@link ClusterIntervals#ratio}), of two samples the
     * quotient of two means, each a sum over its samples ({@link ClusterIntervals#quotient}).
     */
    private Estimate ratio(Quantity quantity, ToDoubleFunction<SideTotals> sum) {
        ToDoubleFunction<GroupTotals> candidate = group -> sum.applyAsDouble(group.candidate());
        ToDoubleFunction<GroupTotals> serving = group -> sum.applyAsDouble(group.serving());
        return estimate(quantity, () -> {
            if (!(sum(candidate) > 0) || !(sum(serving) > 0)) {
                return new Estimate.Unknown("a mean is 0 or less");
            }
            return new Estimate.Known(
                    seen.design() == Design.PAIRED
                            ? intervals.ratio(ClusterRatio.of(groups(), candidate, serving))
                            : intervals.quotient(
                                    over(candidate, SampleCount.CANDIDATE), over(serving, SampleCount.SERVING)));
        });
    }

    private double sum(ToDoubleFunction<GroupTotals> part) {
        return groups().stream().mapToDouble(part).sum();
    }

    private Collection<GroupTotals> groups() {
        return seen.groups().values();
    }

    private ClusterRatio over(ToDoubleFunction<GroupTotals> numerator, SampleCount samples) {
        return ClusterRatio.of(groups(), numerator, samples::in);
    }

    /** Where there are samples enough for it. */
    private Estimate estimate(Quantity quantity, Supplier<Estimate> estimate) {
        for (SampleCount samples : quantity.samples()) {
            int groups = seen.groupsWith(samples::in);
            long count = seen.total(samples::in);
            if (groups < FEWEST_GROUPS) {
                return new Estimate.Unknown("it takes " + samples + " for streams of " + FEWEST_GROUPS
                        + " groups, and there are some of " + groups);
            }
            if (count < FEWEST_SAMPLES) {
                return new Estimate.Unknown("it takes " + FEWEST_SAMPLES + " " + samples + ", and there are " + count);
            }
        }
        return estimate.get();
    }
}
