package dev.offramp.cli.demo;

import dev.offramp.cli.local.AnswerListener;
import dev.offramp.cli.local.AnswerReader;
import dev.offramp.cli.publish.Deliveries;
import dev.offramp.cli.publish.FrameAddress;
import dev.offramp.cli.publish.FramePublisher;
import dev.offramp.cli.publish.FrameSpread;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Reject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** Plays pictures to the running job, round after round in the same streams, and hears the answers to all rounds. */
final class Rounds implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int STREAMS = 32;

    private final PlayedJob job;
    private final AnswerReader reader;
    private final FramePublisher publisher;
    private final List<RunTally> tallies = new ArrayList<>();
    private FrameSpread spread;

    Rounds(PlayedJob job) {
        this.job = job;
        this.spread = new FrameSpread(job.streams(), STREAMS, 0);
        this.reader = AnswerReader.ofNew(job.kafka());
        this.publisher = new FramePublisher(job.kafka(), Deliveries.UNHEARD);
    }

    /**
     * Publishes the pictures as fast as the broker takes them; returns when all are answered, or when nothing has come for a minute.
     *
     * @param heard called again and again with what has come so far
     */
    RunTally play(List<Picture> pictures, Consumer<RunTally> heard) {
        var frames =
                LongStream.range(0, pictures.size()).mapToObj(spread::addressOf).toList();
        spread = spread.after(pictures.size());
        var tally = new RunTally(frames, job.bundle().stages().size());
        tallies.add(tally);
        publish(pictures, frames, tally);
        reader.follow(tally::isComplete, PATIENCE, new Listener(() -> heard.accept(tally)));
        return tally;
    }

    /** Listens for as long as a second answer to a frame could need to become visible. */
    void awaitSilence() {
        reader.follow(() -> false, job.silence(), new Listener(() -> {}));
    }

    @Override
    public void close() {
        publisher.close();
        reader.close();
    }

    private void publish(List<Picture> pictures, List<FrameAddress> frames, RunTally tally) {
        long start = System.nanoTime();
        for (int n = 0; n < pictures.size(); n++) {
            publisher.publish(frames.get(n), pictures.get(n));
        }
        publisher.flush();
        tally.publishedIn(Duration.ofNanos(System.nanoTime() - start));
    }

    private final class Listener implements AnswerListener {

        private final Runnable heard;

        Listener(Runnable heard) {
            this.heard = heard;
        }

        @Override
        public void answered(Classification answer, long writtenMillis) {
            job.checkBundle(answer);
            tallies.forEach(tally -> tally.add(answer));
        }

        @Override
        public void rejected(Reject reject) {
            if (isOurs(reject)) {
                throw new CommandFailure(
                        "the job rejected a test picture: " + reject.getReason() + ", " + reject.getDetail());
            }
        }

        @Override
        public void caughtUp() {
            heard.run();
            job.alive().run();
        }

        private boolean isOurs(Reject reject) {
            ByteBuffer key = reject.getKey();
            return key != null
                    && StandardCharsets.UTF_8.decode(key.duplicate()).toString().startsWith(job.streams());
        }
    }
}
