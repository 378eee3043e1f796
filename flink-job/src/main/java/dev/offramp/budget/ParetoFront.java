package dev.offramp.budget;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Of many ways to set the exits, those to choose among: each dearer than the one before, and more accurate. */
final class ParetoFront {

    private ParetoFront() {}

    static List<CurvePoint> of(Collection<CurvePoint> points) {
        List<CurvePoint> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.comparingDouble(CurvePoint::meanCost)
                .thenComparing(CurvePoint::accuracy, Comparator.reverseOrder()));
        List<CurvePoint> front = new ArrayList<>();
        double best = Double.NEGATIVE_INFINITY;
        for (CurvePoint point : sorted) {
            if (point.accuracy() > best) {
                front.add(point);
                best = point.accuracy();
            }
        }
        return front;
    }
}
