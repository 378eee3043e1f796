package dev.offramp.bench;

import dev.offramp.cli.local.AnswerListener;
import dev.offramp.cli.local.AnswerReader;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Reject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Plays phases of load in an open loop and hears every answer to them. */
record OpenRun(LocalSystem system, List<Picture> pictures, Screen screen) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * From 1,024 streams; returns when every frame is answered, and fails where one is not.
     *
     * @param prefix of the streams, another one for every run
     */
    void play(String prefix, List<LoadPhase> phases, AnswerConsumer answers) {
        play(prefix, Cameras.inTurn(prefix, Balance.MANY), phases, answers);
    }

    /**
     * From other streams, over and over in their order.
     *
     * @param prefix of them all, another one for every run
     */
    void play(String prefix, List<String> round, List<LoadPhase> phases, AnswerConsumer answers) {
        OpenLoad load = new OpenLoad(system, pictures, round);
        Listener listener = new Listener(load, new OwnAnswers(prefix, answers));
        long frames = phases.stream().mapToLong(LoadPhase::frames).sum();
        try (AnswerReader reader = AnswerReader.ofNew(system.plan().settings().kafka())) {
            CompletableFuture<Void> publishing = CompletableFuture.runAsync(() -> load.play(phases));
            reader.follow(() -> listener.own.count() >= frames, PATIENCE, listener);
            publishing.join();
        } catch (CompletionException failure) {
            throw new CommandFailure("the load could not be published: " + failure.getMessage(), failure);
        }
        screen.settle(List.of(listener.progress()));
        if (listener.own.count() != frames) {
            throw new CommandFailure(frames + " frames were published, " + listener.own.count() + " answers came");
        }
    }

    /** Hears an answer and when the broker wrote it down. */
    interface AnswerConsumer {

        void accept(Classification answer, long writtenMillis);

        /** A frame was let in nowhere, for its answer would have come too late; createdMillis since the Unix epoch. */
        default void refusedAsLate(long createdMillis) {
            throw new CommandFailure("a frame was refused as late, where nobody asked for answers in time");
        }
    }

    private final class Listener implements AnswerListener {

        private final OpenLoad load;
        private final OwnAnswers own;

        Listener(OpenLoad load, OwnAnswers own) {
            this.load = load;
            this.own = own;
        }

        @Override
        public void answered(Classification answer, long writtenMillis) {
            own.answered(answer, writtenMillis);
        }

        @Override
        public void rejected(Reject reject) {
            own.rejected(reject);
        }

        @Override
        public void caughtUp() {
            screen.show(List.of(progress()));
            system.job().requireAlive();
        }

        private String progress() {
            return "published " + Figures.count((double) load.published()) + ", answers committed "
                    + Figures.count((double) own.count());
        }
    }
}
