package dev.offramp.cli.bench;

import dev.offramp.cli.local.AnswerListener;
import dev.offramp.cli.local.AnswerReader;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.policy.PolicyDesk;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Reject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Finds the full-depth capacity, then plays a step of load to twice of it and back. */
record Brownout(LocalSystem system, List<Picture> pictures, int warmUp, Duration first, Screen screen) {

    private static final int MEASURED_ROUNDS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    BrownoutResult play(Duration goal) {
        double capacity = capacity();
        screen.line("All early exits closed: %s/s; the load is 50 %%, 200 %%, 50 %% of that.", Figures.count(capacity));
        PolicyDesk.release(
                system.plan().settings().kafka(), system.plan().settings().bundle());
        List<LoadPhase> phases = List.of(
                new LoadPhase("50 %", capacity / 2, first),
                new LoadPhase("200 %", capacity * 2, first.multipliedBy(2)),
                new LoadPhase("50 % again", capacity / 2, first.multipliedBy(3).dividedBy(2)));
        Timeline timeline = play(phases);
        return new BrownoutResult(system.plan(), capacity, goal, phases, timeline);
    }

    private double capacity() {
        PolicyDesk.closeEarlyExits(
                system.plan().settings().kafka(), system.plan().settings().bundle());
        List<Double> rates = new ArrayList<>();
        try (JobLoop loop = new JobLoop(system)) {
            for (int round = 1 - warmUp; round <= MEASURED_ROUNDS; round++) {
                double rate = loop.play(pictures).samplesPerSecond();
                screen.line("full depth   %s  %s/s", round < 1 ? "warm-up" : "round " + round, Figures.count(rate));
                if (round >= 1) {
                    rates.add(rate);
                }
            }
        }
        return Pair.median(rates);
    }

    private Timeline play(List<LoadPhase> phases) {
        OpenLoad load = new OpenLoad(system, pictures);
        Timeline timeline =
                new Timeline(system.plan().settings().bundle().stages().size(), System.currentTimeMillis());
        Listener listener = new Listener(timeline, load);
        long frames = phases.stream().mapToLong(LoadPhase::frames).sum();
        CompletableFuture<Void> publishing = CompletableFuture.runAsync(() -> load.play(phases));
        try (AnswerReader reader = new AnswerReader(system.bootstrapServers(), system.topics())) {
            reader.follow(() -> listener.answered >= frames, PATIENCE, listener);
            publishing.join();
        } catch (CompletionException failure) {
            throw new CommandFailure("the load could not be published: " + failure.getMessage(), failure);
        }
        screen.settle(List.of(listener.progress()));
        if (listener.answered != frames) {
            throw new CommandFailure(frames + " frames were published, " + listener.answered + " answers came");
        }
        return timeline;
    }

    private final class Listener implements AnswerListener {

        private final Timeline timeline;
        private final OpenLoad load;
        private long answered;

        Listener(Timeline timeline, OpenLoad load) {
            this.timeline = timeline;
            this.load = load;
        }

        @Override
        public void answered(Classification answer) {
            if (answer.getStream().startsWith(OpenLoad.PREFIX)) {
                answered++;
                timeline.add(answer);
            }
        }

        @Override
        public void rejected(Reject reject) {
            if (!reject.getReason().name().equals("BAD_POLICY")) {
                throw new CommandFailure(
                        "the job rejected a test picture: " + reject.getReason() + ", " + reject.getDetail());
            }
        }

        @Override
        public void caughtUp() {
            screen.show(List.of(progress()));
            system.job().requireAlive();
        }

        private String progress() {
            return "published " + Figures.count(load.published()) + ", answers committed " + Figures.count(answered);
        }
    }
}
