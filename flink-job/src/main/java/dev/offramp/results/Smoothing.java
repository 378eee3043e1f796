package dev.offramp.results;

import dev.offramp.exit.Answer;
import dev.offramp.exit.ClassProbability;
import dev.offramp.results.StreamResult.Changed;
import dev.offramp.results.StreamResult.Period;
import dev.offramp.sample.Sample;
import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * From the answers of a stream, in its order, to what it shows: {@code p̄_t = λ · p̄_{t−1} + (1 − λ) · p_t} for each class, from zeros on, and a
 * class is the state from when it reaches one probability until it falls below another, lower one (the hysteresis of Schmitt's trigger). Pure.
 *
 * <p>An answer knows its most probable classes alone; the others count as zero. An epoch, and a bundle with other classes, begin anew.
 */
record Smoothing(SmoothingSettings settings) implements Serializable {

    /** Below it a class that answers name no more is forgotten: no threshold is so low. */
    private static final double NEXT_TO_NOTHING = 1e-4;

    /**
     * How the stream stands, and what has changed.
     *
     * @param change none where the stream shows what it showed before
     */
    record Step(SmoothedStream after, Optional<Changed> change) {}

    /** The next answer of the stream. */
    Step next(@Nullable SmoothedStream before, Answer answer, long nowMillis) {
        Sample sample = answer.sample();
        Optional<SmoothedStream> continued = Optional.ofNullable(before).filter(stream -> goesOn(stream, answer));
        Map<Integer, Double> probabilities =
                smoothed(continued.map(SmoothedStream::probabilities).orElse(Map.of()), answer);
        OptionalInt state = state(continued.map(SmoothedStream::state).orElse(OptionalInt.empty()), probabilities);
        Optional<SmoothedStream> same =
                continued.filter(stream -> stream.state().equals(state));
        boolean showsSomething =
                state.isPresent() || (before != null && before.state().isPresent());
        boolean isNews = same.isEmpty() && showsSomething;
        var after = new SmoothedStream(
                answer.bundle(),
                sample.capture().epoch(),
                probabilities,
                state,
                same.map(SmoothedStream::sinceMillis).orElse(sample.eventTimeMillis()),
                same.map(SmoothedStream::answers).orElse(0L) + 1,
                isNews || (before != null && before.isTold()),
                nowMillis);
        return new Step(after, isNews ? Optional.of(change(before, after, sample)) : Optional.empty());
    }

    private static boolean goesOn(SmoothedStream stream, Answer answer) {
        return stream.epoch() == answer.sample().capture().epoch()
                && stream.bundle().name().equals(answer.bundle().name());
    }

    private Map<Integer, Double> smoothed(Map<Integer, Double> before, Answer answer) {
        Map<Integer, Double> smoothed = new HashMap<>();
        before.forEach((index, probability) -> smoothed.put(index, settings.decay() * probability));
        for (ClassProbability each : answer.top()) {
            smoothed.merge(each.index(), (1 - settings.decay()) * each.probability(), Double::sum);
        }
        Set<Integer> named = answer.top().stream().map(ClassProbability::index).collect(Collectors.toSet());
        smoothed.entrySet().removeIf(each -> each.getValue() < NEXT_TO_NOTHING && !named.contains(each.getKey()));
        return smoothed;
    }

    private OptionalInt state(OptionalInt before, Map<Integer, Double> probabilities) {
        if (before.isPresent() && probabilities.getOrDefault(before.getAsInt(), 0.0) >= settings.leave()) {
            return before;
        }
        return mostProbable(probabilities)
                .filter(most -> most.getValue() >= settings.enter())
                .map(most -> OptionalInt.of(most.getKey()))
                .orElse(OptionalInt.empty());
    }

    private static Changed change(@Nullable SmoothedStream before, SmoothedStream after, Sample sample) {
        double confidence = after.state().isPresent()
                ? after.probabilityOf(after.state().getAsInt())
                : mostProbable(after.probabilities()).map(Map.Entry::getValue).orElse(0.0);
        Optional<Period> last = before == null
                ? Optional.empty()
                : Optional.of(new Period(before.bundle(), before.state(), before.sinceMillis(), before.answers()));
        return new Changed(
                sample.stream(),
                after.epoch(),
                sample.sequence(),
                after.sinceMillis(),
                after.bundle(),
                after.state(),
                (float) confidence,
                last,
                after.heardMillis());
    }

    /** Of equals the first. */
    private static Optional<Map.Entry<Integer, Double>> mostProbable(Map<Integer, Double> probabilities) {
        return probabilities.entrySet().stream()
                .max(Map.Entry.<Integer, Double>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())));
    }
}
