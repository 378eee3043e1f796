package dev.offramp.cli.demo;

import dev.offramp.bundle.Bundle;
import dev.offramp.cli.belt.BeltFilm;
import dev.offramp.cli.ingest.FileIngest;
import dev.offramp.cli.ingest.PictureSettings;
import dev.offramp.cli.local.AnswerListener;
import dev.offramp.cli.local.AnswerReader;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Gap;
import dev.offramp.schema.Reject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Plays films to the running job, one set after the other in the same streams, and hears the answers to all of them. */
final class FilmRuns implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Of JPEGs as small as a network's input: what they lose is nothing beside the noise of the scene. */
    private static final int QUALITY = 95;

    private final LocalSystem system;
    private final Bundle bundle;
    private final AnswerReader reader;
    private final List<ClipTally> tallies = new ArrayList<>();

    FilmRuns(LocalSystem system) {
        this.system = system;
        this.bundle = system.plan().settings().bundle();
        this.reader = AnswerReader.ofAll(system.bootstrapServers(), system.topics());
    }

    /**
     * Plays the films once; returns when every clip of them is answered, or when nothing has come for a minute.
     *
     * @param films    by stream
     * @param realTime whether they go by as they were taken, rather than as fast as it goes
     * @param heard    called again and again with what has come so far
     */
    ClipTally play(Map<String, BeltFilm> films, boolean realTime, Consumer<ClipTally> heard) {
        var tally = new ClipTally(films, bundle.stages().size(), System.currentTimeMillis());
        tallies.add(tally);
        Map<String, Path> files = new TreeMap<>();
        films.forEach((stream, film) -> files.put(stream, film.file()));
        var pictures = new PictureSettings(PictureSettings.ALL, Math.min(bundle.height(), bundle.width()), QUALITY);
        try (var ingest =
                FileIngest.start(system.bootstrapServers(), system.topics().frames(), files, pictures, realTime)) {
            reader.follow(
                    () -> ingest.isDone() && tally.isComplete(), PATIENCE, new Listener(() -> heard.accept(tally)));
        }
        return tally;
    }

    /** Listens for as long as a second answer to a clip could need to become visible. */
    void awaitSilence() {
        reader.follow(() -> false, LocalSystem.CHECKPOINT_INTERVAL.multipliedBy(2), new Listener(() -> {}));
    }

    @Override
    public void close() {
        reader.close();
    }

    private final class Listener implements AnswerListener {

        private final Runnable heard;

        Listener(Runnable heard) {
            this.heard = heard;
        }

        @Override
        public void answered(Classification answer, long writtenMillis) {
            tallies.forEach(tally -> tally.add(answer));
        }

        @Override
        public void missing(Gap gap) {
            tallies.forEach(tally -> tally.add(gap));
        }

        @Override
        public void rejected(Reject reject) {
            throw new CommandFailure("the job rejected a clip: " + reject.getReason() + ", " + reject.getDetail());
        }

        @Override
        public void caughtUp() {
            heard.run();
            system.job().requireAlive();
        }
    }
}
