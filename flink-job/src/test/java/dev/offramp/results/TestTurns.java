package dev.offramp.results;

import dev.offramp.exit.Answer;
import dev.offramp.exit.ClassProbability;
import dev.offramp.exit.Verdict;
import dev.offramp.policy.Limits;
import dev.offramp.results.StreamResult.Missing;
import dev.offramp.results.StreamResult.Ordered;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.Capture;
import dev.offramp.sample.Origin;
import dev.offramp.sample.Sample;
import dev.offramp.sample.SourceClock;
import dev.offramp.sample.Unanswered;
import dev.offramp.stage.SampleJourney;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Answers and empty places of a camera, and what became of them in short: {@code 7}, {@code 7 late}, {@code 5-7 NOT_SEEN}. */
final class TestTurns {

    static final String STREAM = "camera-1";
    static final long EPOCH = 1_000;

    private TestTurns() {}

    static Answer answer(String stream, long epoch, long sequence, int dropped) {
        return answer(stream, epoch, sequence, dropped, new ClassProbability(1, 0.9f));
    }

    /** A second behind the one before. */
    static Answer answer(String stream, long epoch, long sequence, ClassProbability most) {
        return answer(stream, epoch, sequence, 0, most);
    }

    private static Answer answer(String stream, long epoch, long sequence, int dropped, ClassProbability most) {
        Capture capture = new Capture(epoch, Optional.empty(), SourceClock.ARRIVAL, dropped, 0);
        return new Answer(
                new Sample(
                                new Origin("frames", 0, sequence, 0),
                                stream,
                                sequence,
                                1_000 * sequence,
                                OptionalInt.empty())
                        .captured(capture),
                new BundleId("tiny", "1.0.0"),
                0,
                Limits.UNLIMITED,
                1,
                1,
                Verdict.CONFIDENT,
                0.9f,
                List.of(most),
                SampleJourney.NOT_BEGUN,
                0);
    }

    static Answer answer(long sequence) {
        return answer(STREAM, EPOCH, sequence, 0);
    }

    static Turn answered(long epoch, long sequence, long arrivedMillis) {
        return new Turn.Answered(answer(STREAM, epoch, sequence, 0), arrivedMillis);
    }

    static Turn refused(long epoch, long sequence, long arrivedMillis) {
        return new Turn.Vacant(new Unanswered(STREAM, epoch, sequence, 0, false), arrivedMillis);
    }

    static Turn end(long epoch, long sequence, long arrivedMillis) {
        return new Turn.Vacant(Unanswered.end(STREAM, epoch, sequence, 0), arrivedMillis);
    }

    /** In short; with the epoch in front where it is not {@link #EPOCH}. */
    static String brief(StreamResult result) {
        if (result instanceof Ordered ordered) {
            Sample sample = ordered.answer().sample();
            return epoch(sample.capture().epoch()) + sample.sequence() + (ordered.late() ? " late" : "");
        }
        Missing missing = (Missing) result;
        return epoch(missing.epoch()) + missing.from() + "-" + missing.to() + " " + missing.cause();
    }

    private static String epoch(long epoch) {
        return epoch == EPOCH ? "" : epoch + "/";
    }
}
