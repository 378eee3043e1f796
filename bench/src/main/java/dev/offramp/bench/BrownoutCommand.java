package dev.offramp.bench;

import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what steering does in a step of load. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "brownout",
        sortOptions = false,
        description = {
            "A step of load, from 50 %% to 200 %% (or more) of what the job manages with all early exits closed, and back, while steering"
                    + " holds a latency.",
            "",
            "Measures that full-depth capacity first, then plays the load in an open loop: frames are published on time whether"
                    + " the job keeps up or not. Says what became of latency, lag and accuracy, and draws it."
        },
        footer = {"", "Example:", "  ./offramp bench brownout --overload 300", ""})
final class BrownoutCommand implements Callable<Integer> {

    @Mixin
    private BenchOptions common;

    @Option(
            names = "--latency",
            paramLabel = "MILLIS",
            defaultValue = "1000",
            description = "The 95th percentile of latency to hold, in milliseconds (default: ${DEFAULT-VALUE}).")
    private long latencyMillis;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "Length of the first phase; the overload is twice as long, the recovery half as long again"
                    + " (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--overload",
            paramLabel = "PERCENT",
            defaultValue = "200",
            description = "Load of the second phase, of the full-depth capacity (default: ${DEFAULT-VALUE}).")
    private int overload;

    @Override
    public Integer call() {
        if (seconds < 5 || overload < 1 || latencyMillis < 1) {
            throw new CommandFailure("--seconds must be at least 5, --overload and --latency at least 1");
        }
        Screen screen = common.begin();
        try (LocalSystem system = common.start("steer.latency-p95=" + latencyMillis + " ms")) {
            List<Picture> pictures = common.pictures(system.plan().settings().bundle());
            Brownout brownout = new Brownout(system, pictures, common.warmUp(), seconds, overload, screen);
            common.finish(brownout.play(Duration.ofMillis(latencyMillis)).report(), screen);
        }
        return 0;
    }
}
