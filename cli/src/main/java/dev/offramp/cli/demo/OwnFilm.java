package dev.offramp.cli.demo;

import dev.offramp.bundle.Bundle;
import dev.offramp.cli.ingest.FileIngest;
import dev.offramp.cli.ingest.PictureSettings;
import dev.offramp.cli.local.AnswerListener;
import dev.offramp.cli.local.AnswerReader;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.clips.ClipsSettings;
import dev.offramp.clips.StreamClips;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Gap;
import dev.offramp.schema.Reject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Classifies the user's own video, and says what is seen in it from when to when. */
final class OwnFilm implements AnswerListener {

    /** What a film holds is answered in its order, however long that takes. */
    static final List<String> SETTINGS = List.of("results.order=stream", "results.max-wait=30 s");

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String STREAM = "film";

    private final LocalSystem system;
    private final Bundle bundle;
    private final Path file;
    private final Screen screen;
    private final AnswerSums sums;
    private final FilmSpans spans = new FilmSpans();
    private long published;
    private long refused;
    private long missing;
    private @Nullable Classification last;

    OwnFilm(LocalSystem system, Path file, Screen screen) {
        this.system = system;
        this.bundle = system.plan().settings().bundle();
        this.file = file;
        this.screen = screen;
        this.sums = new AnswerSums(bundle.stages().size());
    }

    /** Fails with one line unless it is a file. */
    static void check(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure("there is no file " + file + "; cameras and folders go by './offramp ingest'");
        }
    }

    /** Returns whether everything in the film was answered, in order. */
    boolean classify() {
        var usual = PictureSettings.USUAL;
        double perSecond = bundle.frames() > 1 ? PictureSettings.ALL : usual.perSecond();
        var pictures = new PictureSettings(perSecond, usual.shortSide(), usual.quality());
        try (var reader = AnswerReader.ofAll(system.bootstrapServers(), system.topics());
                var ingest = FileIngest.start(
                        system.bootstrapServers(), system.topics().frames(), Map.of(STREAM, file), pictures, false)) {
            reader.follow(() -> isDone(ingest), PATIENCE, this);
        }
        screen.settle(progress());
        report();
        return published > 0 && answeredAndRefused() == expected() && missing == 0;
    }

    @Override
    public void answered(Classification answer, long writtenMillis) {
        sums.add(answer, OptionalInt.empty());
        spans.add(answer);
        last = answer;
    }

    @Override
    public void rejected(Reject reject) {
        refused++;
    }

    @Override
    public void missing(Gap gap) {
        missing += gap.getFrames();
    }

    @Override
    public void caughtUp() {
        screen.show(progress());
        system.job().requireAlive();
    }

    private boolean isDone(FileIngest ingest) {
        boolean isPublished = ingest.isDone();
        published = ingest.published(); // in this order: what is published is not done before it is counted
        return isPublished && answeredAndRefused() >= expected();
    }

    private long answeredAndRefused() {
        return sums.answers() + refused;
    }

    /** A picture each, or the clips that the job makes of them. */
    private long expected() {
        ClipsSettings clips = system.plan().settings().clips();
        return clips.areGathered() ? new StreamClips(clips).of((int) published).size() : published;
    }

    private List<String> progress() {
        String now = last == null
                ? "no answer yet"
                : "now: " + last.getPredictedName() + " "
                        + Figures.percent(last.getTop().get(0).getProbability()) + " at exit " + last.getExit();
        return List.of(count(published) + " frames in, " + Figures.count(sums.answers()) + " " + what() + " answered, "
                + Figures.count(sums.perSecond()) + "/s  " + now);
    }

    private static String count(long number) {
        return Figures.count((double) number);
    }

    private String what() {
        return bundle.frames() > 1 ? "clips" : "frames";
    }

    private void report() {
        screen.line("");
        spans.lines().forEach(screen::line);
        screen.line("");
        screen.line(
                "%s frames of %s: %s of %s %s answered, %s refused, %s frames missing.",
                count(published),
                String.valueOf(file.getFileName()).replaceAll("\\p{Cntrl}", "?"),
                Figures.count(sums.answers()),
                count(expected()),
                what(),
                count(refused),
                count(missing));
        if (sums.answers() > 0) {
            screen.line(
                    "Left at exit 1/2/...: %s, %s multiply-adds each on average.",
                    RunLines.shares(sums), Figures.multiplyAdds(sums.meanMultiplyAdds()));
        }
        screen.line(
                "The network knows only these classes, and takes everything for one of them: %s.",
                String.join(", ", bundle.classNames()));
    }
}
