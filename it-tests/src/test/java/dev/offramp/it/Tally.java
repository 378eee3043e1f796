package dev.offramp.it;

/** How many budgets came out within the intervals of what was expected. */
record Tally(int solved, int accuracy, int cost) {

    static final Tally NONE = new Tally(0, 0, 0);

    Tally plus(boolean accuracyInside, boolean costInside) {
        return plus(new Tally(1, accuracyInside ? 1 : 0, costInside ? 1 : 0));
    }

    Tally plus(Tally other) {
        return new Tally(solved + other.solved, accuracy + other.accuracy, cost + other.cost);
    }

    /** Of accuracy or of cost, the smaller share. */
    double inside() {
        return Math.min(accuracy, cost) / (double) solved;
    }
}
