package dev.offramp.bench;

import dev.offramp.bench.report.Spread;
import dev.offramp.cli.ingest.FileIngest;
import dev.offramp.cli.ingest.PictureSettings;
import dev.offramp.cli.ingest.RecordForm;
import dev.offramp.cli.local.AnswerListener;
import dev.offramp.cli.local.AnswerReader;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.run.JobPlan;
import dev.offramp.cli.run.RunningJob;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Gap;
import dev.offramp.schema.Reject;
import dev.offramp.stage.djl.DjlStageEngines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * How many frames a second the job answers that cameras have put on its topic before it starts.
 *
 * @param films that are read at once, each as a stream
 */
record JobBehindCameras(LocalSystem system, Path film, int films) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long POLL_NANOS = Duration.ofMillis(100).toNanos();

    /** From the first answer to the last, by the broker's own timestamps. */
    private static final class Answers implements AnswerListener {

        private long count;
        private long firstMillis = Long.MAX_VALUE;
        private long lastMillis;

        @Override
        public void answered(Classification answer, long writtenMillis) {
            count++;
            firstMillis = Math.min(firstMillis, writtenMillis);
            lastMillis = Math.max(lastMillis, writtenMillis);
        }

        @Override
        public void missing(Gap gap) {
            throw new CommandFailure("frames of " + gap.getStream() + " are missing");
        }

        @Override
        public void rejected(Reject reject) {
            throw new CommandFailure("a frame was rejected: " + reject.getReason() + ", " + reject.getDetail());
        }

        @Override
        public void caughtUp() {}

        double perSecond() {
            return (count - 1) * 1e3 / Math.max(1, lastMillis - firstMillis);
        }
    }

    /** By the form of the records; one turn more, to warm up, does not count. */
    Map<String, Spread> measure(int turns, Screen screen) {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int turn = 0; turn <= turns; turn++) {
            for (RecordForm form : RecordForm.values()) {
                String name = form.name().toLowerCase(Locale.ROOT) + "s";
                double perSecond = perSecond(name + "-" + turn, form);
                String title = turn == 0 ? "warm-up" : "turn " + turn;
                screen.line("%s   the job behind %-9s %s frames/s", title, name, Figures.count(perSecond));
                if (turn > 0) {
                    rates.computeIfAbsent(name, way -> new ArrayList<>()).add(perSecond);
                }
            }
        }
        Map<String, Spread> spreads = new LinkedHashMap<>();
        rates.forEach((name, values) -> spreads.put(name, new Spread(values)));
        return spreads;
    }

    /**
     * Publishes every picture of the films, then starts a job on them.
     *
     * @param name of the job's topics; new each time
     */
    private double perSecond(String name, RecordForm form) {
        JobPlan plan = system.planBeside(name, List.of());
        long published = publish(plan, form);
        Answers answers = new Answers();
        try (AnswerReader reader = AnswerReader.ofAll(
                system.bootstrapServers(), plan.settings().kafka().topics())) {
            RunningJob job =
                    system.submit(plan, new DjlStageEngines(plan.settings().intraOpThreads()));
            reader.follow(() -> answers.count >= published, PATIENCE, answers);
            job.requireAlive();
            job.cancel();
        }
        if (answers.count != published) {
            throw new CommandFailure(answers.count + " of " + published + " frames were answered");
        }
        return answers.perSecond();
    }

    private long publish(JobPlan plan, RecordForm form) {
        Map<String, Path> files = new TreeMap<>();
        for (int n = 0; n < films; n++) {
            files.put("camera-" + n, film);
        }
        PictureSettings usual = PictureSettings.USUAL;
        PictureSettings all = new PictureSettings(PictureSettings.ALL, usual.shortSide(), usual.quality()).as(form);
        try (FileIngest ingest = FileIngest.start(
                system.bootstrapServers(), plan.settings().kafka().topics().frames(), files, all, false)) {
            while (!ingest.isDone()) {
                LockSupport.parkNanos(POLL_NANOS);
            }
            return ingest.published();
        }
    }
}
