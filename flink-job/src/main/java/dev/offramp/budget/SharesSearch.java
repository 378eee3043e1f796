package dev.offramp.budget;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A published family of shares, solved for a budget rather than swept: the deepest shares that keep it. An exit that is equally sure of
 * all samples, as the first one is where exits have to agree, cannot say which share should leave, and lets nobody. Not thread-safe.
 */
final class SharesSearch implements BudgetSearch {

    private static final double SHALLOWEST_LOGARITHM = -40;
    private static final double FLOAT32_LOGARITHM = 85;
    private static final int BISECTIONS = 18;

    private final Protocol protocol;
    private final OpenExits exits;
    private final QuotaThresholds quotas;
    private final int[] choosing;
    private final Map<Double, Tried> tried = new HashMap<>();

    /** Thresholds of some shares, and what a sample costs with them. */
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere, never written to
    private record Tried(float[] thresholds, double meanCost) {}

    SharesSearch(Protocol protocol, OpenExits exits) {
        this.protocol = protocol;
        this.exits = exits;
        this.quotas = new QuotaThresholds(exits.table());
        this.choosing = IntStream.range(0, exits.count())
                .filter(k -> k == exits.count() - 1 || exits.table().tellsApart(k + 1))
                .toArray();
    }

    @Override
    public Optional<CurvePoint> at(double budget) {
        return thresholdsAt(budget).map(exits::point);
    }

    /** Thresholds of the open exits but the last. */
    Optional<float[]> thresholdsAt(double budget) {
        double shallow = SHALLOWEST_LOGARITHM;
        double deep = FLOAT32_LOGARITHM / choosing.length; // beyond it the powers overflow
        if (tried(shallow).meanCost > budget) {
            return Optional.empty();
        }
        if (tried(deep).meanCost <= budget) {
            return Optional.of(tried(deep).thresholds);
        }
        for (int n = 0; n < BISECTIONS; n++) {
            double middle = (shallow + deep) / 2;
            boolean fits = tried(middle).meanCost <= budget;
            shallow = fits ? middle : shallow;
            deep = fits ? deep : middle;
        }
        return Optional.of(tried(shallow).thresholds);
    }

    /** Every budget begins with the same halves, so what was tried for one serves the next. */
    private Tried tried(double logarithm) {
        return tried.computeIfAbsent(logarithm, unseen -> {
            float[] all = quotas.of(shares(Math.exp(logarithm)));
            float[] thresholds = Arrays.copyOf(all, exits.count() - 1);
            return new Tried(thresholds, exits.point(thresholds).meanCost());
        });
    }

    private float[] shares(double q) {
        float[] some = protocol.shares(q, choosing.length);
        float[] all = new float[exits.count()];
        for (int k = 0; k < choosing.length; k++) {
            all[choosing[k]] = some[k];
        }
        return all;
    }
}
