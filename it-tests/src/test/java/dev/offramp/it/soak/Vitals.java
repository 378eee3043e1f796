package dev.offramp.it.soak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Figures that are taken again and again, and what of them grew. */
final class Vitals {

    /** What collectors and compilers still do is left out: so much of the time at its beginning. */
    private static final double WARM_UP = .25;

    /** The least of so many values stands for them: between two collections a heap only grows. */
    private static final int BLOCK = 6;

    private final List<Vital> vitals;
    private final List<Double> seconds = new ArrayList<>();
    private final List<List<Double>> values = new ArrayList<>();

    Vitals(List<Vital> vitals) {
        this.vitals = List.copyOf(vitals);
        vitals.forEach(vital -> values.add(new ArrayList<>()));
    }

    /** Asks for all of them. */
    void take(double second) throws Exception {
        for (int i = 0; i < vitals.size(); i++) {
            values.get(i).add(vitals.get(i).question().call());
        }
        seconds.add(second);
    }

    List<Vital> vitals() {
        return vitals;
    }

    List<Double> seconds() {
        return List.copyOf(seconds);
    }

    List<Double> values(Vital vital) {
        return List.copyOf(values.get(vitals.indexOf(vital)));
    }

    /** Of one after the warm-up. */
    Trend trend(Vital vital) {
        List<Double> all = values(vital);
        int first = (int) (WARM_UP * all.size());
        List<Double> at = new ArrayList<>();
        List<Double> least = new ArrayList<>();
        for (int i = first; i + BLOCK <= all.size(); i += BLOCK) {
            at.add(seconds.get(i));
            least.add(Collections.min(all.subList(i, i + BLOCK)));
        }
        return Trend.of(at, least);
    }

    /** Those that grew by more than they may. */
    List<Vital> growing() {
        return IntStream.range(0, vitals.size())
                .mapToObj(vitals::get)
                .filter(vital -> trend(vital).isGrowth(vital.share(), vital.absolute()))
                .toList();
    }
}
