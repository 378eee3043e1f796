package dev.offramp.budget;

/** Budgets to look at a network with. */
public final class Budgets {

    private Budgets() {}

    /**
     * From the cheapest to the dearest, both included, each by the same factor dearer than the one before.
     *
     * @param count at least 2
     */
    public static double[] spread(double cheapest, double dearest, int count) {
        if (count < 2) {
            throw new IllegalArgumentException("a curve needs at least 2 budgets, was " + count);
        }
        double[] budgets = new double[count];
        for (int n = 0; n < count; n++) {
            budgets[n] = cheapest * Math.pow(dearest / cheapest, n / (count - 1.0));
        }
        budgets[count - 1] = dearest;
        return budgets;
    }
}
