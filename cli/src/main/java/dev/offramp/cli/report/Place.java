package dev.offramp.cli.report;

import dev.offramp.budget.Interval;
import dev.offramp.cli.analysis.WindowSlots;
import dev.offramp.throughput.ServedWindow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Where some windows lie on the plane of cost and accuracy.
 *
 * @param cost     multiply-adds a sample
 * @param measured on samples with labels, where there were any
 * @param expected on the frontier of the bundle at that cost, where it is known
 * @param interval that they are of, A or B where two are compared; or else blank
 * @param whole    whether they are all of it
 */
record Place(double cost, Optional<Interval> measured, OptionalDouble expected, String interval, boolean whole) {

    /** More than these nobody tells apart. */
    private static final int MOST = 60;

    /** Those of a history, neighbours added up, and the whole of it. */
    static List<Place> along(History history, Optional<Model> model, String interval) {
        var slots = new WindowSlots(history.span().fromMillis(), history.span().toMillis(), MOST);
        history.windows().forEach(slots::add);
        Stream<Place> parts = slots.windows().stream().flatMap(part -> of(part, model, interval, false).stream());
        Stream<Place> whole = history.sums().stream().limit(1).flatMap(sum -> of(sum, model, interval, true).stream());
        return Stream.concat(parts, whole).toList();
    }

    /** Empty where nothing says how accurate they were. */
    private static Optional<Place> of(ServedWindow served, Optional<Model> model, String interval, boolean whole) {
        double cost = served.figures().meanMultiplyAdds();
        OptionalDouble expected = model.filter(known -> known.isServedBy(served))
                .flatMap(Model::frontier)
                .map(frontier -> OptionalDouble.of(frontier.accuracyAt(cost)))
                .orElse(OptionalDouble.empty());
        Optional<Interval> measured = Measured.accuracy(served);
        boolean told = served.figures().samples() > 0 && (measured.isPresent() || expected.isPresent());
        return told ? Optional.of(new Place(cost, measured, expected, interval, whole)) : Optional.empty();
    }

    /** What it is drawn at: as measured, or else as expected. */
    double accuracy() {
        return measured.map(Interval::value).orElseGet(() -> expected.orElse(0));
    }
}
