package dev.offramp.cli.evaluate;

import dev.offramp.budget.CurvePoint;
import dev.offramp.budget.Expectation;
import dev.offramp.budget.Interval;
import dev.offramp.budget.Solution;
import java.util.stream.IntStream;

/** A solution, and what its thresholds came to on fresh pictures. */
record Trial(Solution solution, CurvePoint measured) {

    boolean isAccuracyInside() {
        return solution.expectation().accuracy().contains(measured.accuracy());
    }

    boolean isCostInside() {
        return solution.expectation().meanCost().contains(measured.meanCost());
    }

    boolean isShareInside(int exit) {
        Interval expected = solution.expectation().shares().get(exit - 1);
        return expected.contains(measured.shares().get(exit - 1));
    }

    boolean isInside() {
        return isAccuracyInside() && isCostInside() && areSharesInside();
    }

    boolean areSharesInside() {
        Expectation expectation = solution.expectation();
        return IntStream.rangeClosed(1, expectation.shares().size()).allMatch(this::isShareInside);
    }
}
