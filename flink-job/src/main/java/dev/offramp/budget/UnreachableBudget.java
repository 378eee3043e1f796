package dev.offramp.budget;

/** A budget that no setting of the exits keeps. */
public final class UnreachableBudget extends Exception {

    private static final long serialVersionUID = 1;

    private final double cheapest;

    UnreachableBudget(double budget, double cheapest) {
        super("no setting costs " + budget + " or less, the cheapest costs " + cheapest);
        this.cheapest = cheapest;
    }

    /** The least mean cost that there is. */
    public double cheapest() {
        return cheapest;
    }
}
