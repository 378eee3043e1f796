package dev.offramp.cli.demo;

import dev.offramp.cli.terminal.Figures;
import dev.offramp.schema.Classification;
import dev.offramp.schema.VideoTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Answers to one film, put together as long as they are the same: what is seen from when to when. */
final class FilmSpans {

    private static final int MOST_LINES = 40;

    private record Span(String name, String from, String to, int answers, double probabilities) {

        Span and(Classification answer) {
            return new Span(name, from, timeOf(answer), answers + 1, probabilities + probabilityOf(answer));
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "  %9s to %9s  %-20s %8s on average  %,d %s",
                    from,
                    to,
                    name,
                    Figures.percent(probabilities / answers),
                    answers,
                    answers == 1 ? "answer" : "answers");
        }
    }

    private final List<Span> spans = new ArrayList<>();

    /** Takes the next answer of the film. */
    void add(Classification answer) {
        int last = spans.size() - 1;
        if (last >= 0 && spans.get(last).name().equals(answer.getPredictedName())) {
            spans.set(last, spans.get(last).and(answer));
        } else {
            String at = timeOf(answer);
            spans.add(new Span(answer.getPredictedName(), at, at, 1, probabilityOf(answer)));
        }
    }

    /** A line each, in the order of the film; the longest where there are too many to read. */
    List<String> lines() {
        int fewest = spans.stream()
                .map(Span::answers)
                .sorted((one, other) -> other - one)
                .skip(MOST_LINES)
                .findFirst()
                .orElse(0);
        List<String> lines = new ArrayList<>(spans.stream()
                .filter(span -> span.answers() > fewest)
                .map(Span::line)
                .toList());
        int left = spans.size() - lines.size();
        if (left > 0) {
            lines.add("  ... and " + left + " of at most " + fewest + (fewest == 1 ? " answer" : " answers") + " each");
        }
        return lines;
    }

    private static double probabilityOf(Classification answer) {
        return answer.getTop().get(0).getProbability();
    }

    /** Where its last frame is in the film, or that frame's number where the film has no clock. */
    private static String timeOf(Classification answer) {
        VideoTime time = answer.getVideoTime();
        if (time == null) {
            return "#" + answer.getSequence();
        }
        double seconds = (double) time.getPts() * time.getTimeBaseNumerator() / time.getTimeBaseDenominator();
        return String.format(Locale.ROOT, "%d:%04.1f", (long) seconds / 60, seconds % 60);
    }
}
