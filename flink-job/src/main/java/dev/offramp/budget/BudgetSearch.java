package dev.offramp.budget;

import java.util.Optional;

/** A way to find thresholds for a budget on one calibration table. */
interface BudgetSearch {

    /** The most accurate point found whose mean cost is at most the budget; empty where all that it knows cost more. */
    Optional<CurvePoint> at(double budget);
}
