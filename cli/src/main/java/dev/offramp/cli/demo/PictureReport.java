package dev.offramp.cli.demo;

import dev.offramp.cli.demo.PictureOutcomes.Answered;
import dev.offramp.cli.demo.PictureOutcomes.Refused;
import dev.offramp.cli.publish.FrameAddress;
import dev.offramp.cli.publish.FrameFiles;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Printable;
import dev.offramp.schema.Classification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What became of the user's pictures, a line each, and a summary. */
record PictureReport(FrameFiles files, PictureOutcomes outcomes, int exits) {

    private static final int WIDEST_NAME = 48;
    private static final int SKIPPED_NAMED = 10;

    /** Pictures with a line of their own. */
    private static final int SHOWN = 200;

    List<String> lines() {
        var names = names();
        int width = names.stream().mapToInt(String::length).max().orElse(0);
        String format = "  %-" + Math.min(WIDEST_NAME, width) + "s  %s";
        var lines = new ArrayList<String>();
        for (String name : names.subList(0, Math.min(SHOWN, names.size()))) {
            lines.add(String.format(Locale.ROOT, format, shortened(name), outcome(name)));
        }
        if (names.size() > SHOWN) {
            lines.add(String.format(
                    Locale.ROOT, "  ... and %,d more; --save FILE keeps what became of each", names.size() - SHOWN));
        }
        lines.add("");
        lines.addAll(summary(names));
        return lines;
    }

    private String outcome(String name) {
        var outcome = outcomes.of(name);
        if (outcome.isEmpty()) {
            return "NO ANSWER";
        }
        if (outcome.get() instanceof Refused refused) {
            return "- " + Printable.text(refused.reason());
        }
        return describe(((Answered) outcome.get()).answer());
    }

    private static String describe(Classification answer) {
        return String.format(
                Locale.ROOT,
                "%-16s %8s  exit %d",
                answer.getPredictedName(),
                Figures.percent(answer.getTop().get(0).getProbability()),
                answer.getExit());
    }

    private List<String> summary(List<String> names) {
        var lines = new ArrayList<String>();
        AnswerSums sums = sums(names);
        lines.add(String.format(
                Locale.ROOT,
                "%,d pictures: %,d classified, %,d refused.",
                names.size(),
                sums.answers(),
                outcomes.count() - sums.answers()));
        if (sums.answers() > 0) {
            lines.add("Left at exit 1/2/...: " + RunLines.shares(sums) + ", "
                    + Figures.multiplyAdds(sums.meanMultiplyAdds()) + " multiply-adds a picture.");
        }
        if (sums.isLabelled()) {
            lines.add(new AccuracyLine(sums.correct(), sums.labelled()).toString());
        }
        if (!files.skipped().isEmpty()) {
            lines.add("Skipped, as no picture: " + firstFew(files.skipped()) + ".");
        }
        return lines;
    }

    /** The answers to the pictures, in their order. */
    List<Classification> answers() {
        return answers(names());
    }

    /** What is to be saved of each picture, in their order. */
    List<SavedPicture> saved() {
        return names().stream()
                .map(name -> SavedPicture.of(name, outcomes.of(name)))
                .toList();
    }

    private List<String> names() {
        return IntStream.range(0, files.count()).mapToObj(files::nameOf).toList();
    }

    private List<Classification> answers(List<String> names) {
        return names.stream()
                .map(outcomes::of)
                .flatMap(Optional::stream)
                .filter(Answered.class::isInstance)
                .map(outcome -> ((Answered) outcome).answer())
                .toList();
    }

    private AnswerSums sums(List<String> names) {
        var answers = answers(names);
        var frames = answers.stream()
                .map(answer -> new FrameAddress(answer.getStream(), answer.getSequence()))
                .toList();
        var tally = new RunTally(frames, exits);
        answers.forEach(tally::add);
        return tally.sums();
    }

    private static String firstFew(List<String> names) {
        String first = names.stream().limit(SKIPPED_NAMED).map(Printable::text).collect(Collectors.joining(", "));
        return names.size() > SKIPPED_NAMED ? first + ", ..." : first;
    }

    private static String shortened(String name) {
        String printable = Printable.text(name);
        return printable.length() <= WIDEST_NAME
                ? printable
                : "..." + printable.substring(printable.length() - WIDEST_NAME + 3);
    }
}
