package dev.offramp.cli.demo;

import dev.offramp.cli.belt.BeltFilm;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Clip;
import java.util.BitSet;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What came back of one film, in the order in which it came. */
final class StreamTally {

    private final BeltFilm film;
    private final AnswerSums sums;
    private final BitSet answered = new BitSet();
    private int previous = -1;
    private int outOfOrder;
    private int second;
    private int foreign;
    private @Nullable Classification last;

    StreamTally(BeltFilm film, int exitCount) {
        this.film = film;
        this.sums = new AnswerSums(exitCount);
    }

    /**
     * Counts an answer.
     *
     * @return index of the garment's true class; empty where the answer is not the first to a whole clip of one garment
     */
    OptionalInt add(Classification answer) {
        int garment = garmentOf(answer.getClip());
        if (garment < 0) {
            foreign++;
            return OptionalInt.empty();
        }
        if (answered.get(garment)) {
            second++;
            return OptionalInt.empty();
        }
        answered.set(garment);
        outOfOrder += garment == previous + 1 ? 0 : 1;
        previous = garment;
        last = answer;
        var truth = OptionalInt.of(film.labels().get(garment));
        sums.add(answer, truth);
        return truth;
    }

    /** The newest answer; null before the first. */
    @Nullable
    Classification last() {
        return last;
    }

    /** Index of the true class that the newest answer should have named. */
    int truth() {
        return film.labels().get(Math.max(0, previous));
    }

    AnswerSums sums() {
        return sums;
    }

    int missing() {
        return film.garments() - answered.cardinality();
    }

    /** Answers that did not come right behind that to the clip before. */
    int outOfOrder() {
        return outOfOrder;
    }

    /** Answers to clips that had one already. */
    int second() {
        return second;
    }

    /** Answers to frames that are no clip of the film. */
    int foreign() {
        return foreign;
    }

    /** The garment of all frames of a clip; -1 where there is no such. */
    private int garmentOf(@Nullable Clip clip) {
        int frames = film.belt().frames();
        if (clip == null || clip.getFrames() != frames || clip.getFirstSequence() % frames != 0) {
            return -1;
        }
        long garment = clip.getFirstSequence() / frames;
        return garment < film.garments() ? (int) garment : -1;
    }
}
