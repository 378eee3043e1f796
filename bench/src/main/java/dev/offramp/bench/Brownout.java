package dev.offramp.bench;

import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.policy.DefaultPolicy;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.job.Settings;
import java.time.Duration;
import java.util.List;

/** Finds the full-depth capacity, then plays a step of load to twice of it and back. */
record Brownout(
        LocalSystem system, List<Picture> pictures, int warmUp, int seconds, int overloadPercent, Screen screen) {

    BrownoutResult play(Duration goal) {
        Settings settings = system.plan().settings();
        new DefaultPolicy(settings.kafka(), settings.bundle()).closeEarlyExits();
        double capacity = new Capacity(system, pictures, screen).measure("full depth", warmUp);
        screen.line(
                "All early exits closed: %s/s; the load is 50 %%, %d %%, 50 %% of that.",
                Figures.count(capacity), overloadPercent);
        new DefaultPolicy(settings.kafka(), settings.bundle()).release();
        List<LoadPhase> phases = List.of(
                new LoadPhase("50 %", capacity / 2, seconds),
                new LoadPhase(overloadPercent + " %", capacity * overloadPercent / 100, 2 * seconds),
                new LoadPhase("50 % again", capacity / 2, 3 * seconds / 2));
        Timeline timeline = new Timeline(settings.bundle().stages().size(), System.currentTimeMillis());
        new OpenRun(system, pictures, screen).play("step-", phases, (answer, writtenMillis) -> timeline.add(answer));
        return new BrownoutResult(system.plan(), capacity, goal, phases, timeline);
    }
}
