package dev.offramp.bench;

import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.policy.DefaultPolicy;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.job.Settings;
import dev.offramp.policy.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One load after the other, each under another deadline. */
record Deadlines(LocalSystem system, List<Picture> pictures, int seconds, Screen screen) {

    /** Milliseconds; whoever has a deadline has every head computed, as an answer may be wanted there. */
    private static final long NEVER_BINDS = 3_600_000;

    List<DeadlineRow> measure(List<Long> deadlines, double load, int warmUp) {
        Settings settings = system.plan().settings();
        DefaultPolicy policy = new DefaultPolicy(settings.kafka(), settings.bundle());
        policy.closeEarlyExits();
        policy.setDeadline(NEVER_BINDS);
        double capacity = new Capacity(system, pictures, screen).measure("full depth", warmUp);
        screen.line(
                "All early exits closed: %s/s; the load is %s/s.",
                Figures.count(capacity), Figures.count(load * capacity));
        List<DeadlineRow> rows = new ArrayList<>();
        for (long deadline :
                Stream.concat(Stream.of(Limits.NONE), deadlines.stream()).toList()) {
            policy.setDeadline(deadline);
            rows.add(play(deadline, load * capacity));
        }
        return rows;
    }

    private DeadlineRow play(long deadlineMillis, double perSecond) {
        String prefix = "deadline-" + deadlineMillis + "-";
        DeadlineTally tally = new DeadlineTally(seconds * 250L); // the first quarter is dropped
        new OpenRun(system, pictures, screen).play(prefix, List.of(new LoadPhase(prefix, perSecond, seconds)), tally);
        return tally.row(deadlineMillis, perSecond);
    }
}
