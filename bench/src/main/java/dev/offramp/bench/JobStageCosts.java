package dev.offramp.bench;

import dev.offramp.budget.StageCosts;
import dev.offramp.cli.labelled.StageStopwatch;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.run.JobPlan;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.job.Settings;
import dev.offramp.stage.djl.DjlStageEngines;
import java.util.List;
import java.util.stream.IntStream;

/** What the stages of a job take here, as it runs them: its precision, its batches, as many at once as it has subtasks. */
record JobStageCosts(JobPlan plan, List<Picture> pictures) {

    StageCosts measure(Screen screen) {
        Settings settings = plan.settings();
        List<Picture> batch = IntStream.range(0, batchSize())
                .mapToObj(n -> pictures.get(n % pictures.size()))
                .toList();
        int threads = settings.intraOpThreads();
        return new StageStopwatch(settings.bundle(), new DjlStageEngines(threads), threads, plan.parallelism())
                .measure(new Decoding(settings).pixels(batch), screen);
    }

    /** Milliseconds to each exit, in full batches. */
    double[] cumulative(Screen screen) {
        return measure(screen).cumulative(batchSize());
    }

    private int batchSize() {
        return plan.settings().stages().get(0).maxBatchSize();
    }
}
