package dev.offramp.budget;

import java.util.Arrays;
import java.util.Optional;

/** A published family of shares, solved for a budget rather than swept: the deepest shares that keep it. */
final class SharesSearch implements BudgetSearch {

    private static final double SHALLOWEST_LOGARITHM = -40;
    private static final double FLOAT32_LOGARITHM = 85;
    private static final int BISECTIONS = 18;

    private final Protocol protocol;
    private final OpenExits exits;
    private final QuotaThresholds quotas;

    SharesSearch(Protocol protocol, OpenExits exits) {
        this.protocol = protocol;
        this.exits = exits;
        this.quotas = new QuotaThresholds(exits.table());
    }

    @Override
    public Optional<CurvePoint> at(double budget) {
        return thresholdsAt(budget).map(exits::point);
    }

    /** Thresholds of the open exits but the last. */
    Optional<float[]> thresholdsAt(double budget) {
        double shallow = SHALLOWEST_LOGARITHM;
        double deep = FLOAT32_LOGARITHM / exits.count(); // beyond it the powers overflow
        if (exits.point(thresholds(shallow)).meanCost() > budget) {
            return Optional.empty();
        }
        if (exits.point(thresholds(deep)).meanCost() <= budget) {
            return Optional.of(thresholds(deep));
        }
        for (int n = 0; n < BISECTIONS; n++) {
            double middle = (shallow + deep) / 2;
            boolean fits = exits.point(thresholds(middle)).meanCost() <= budget;
            shallow = fits ? middle : shallow;
            deep = fits ? deep : middle;
        }
        return Optional.of(thresholds(shallow));
    }

    private float[] thresholds(double logarithm) {
        float[] all = quotas.of(protocol.shares(Math.exp(logarithm), exits.count()));
        return Arrays.copyOf(all, exits.count() - 1);
    }
}
