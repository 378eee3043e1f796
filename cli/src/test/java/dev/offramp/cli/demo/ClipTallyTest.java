package dev.offramp.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.belt.Belt;
import dev.offramp.cli.belt.BeltFilm;
import dev.offramp.cli.publish.FrameAddress;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Clip;
import dev.offramp.schema.Gap;
import dev.offramp.schema.GapReason;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClipTallyTest {

    private static final long EPOCH = 1_000;
    private static final int FRAMES = Belt.OF_THE_DATA_SET.frames();

    /** Of each belt, a garment of class 1 and one of class 2. */
    private static final BeltFilm FILM = new BeltFilm(Path.of("film.mp4"), Belt.OF_THE_DATA_SET, List.of(1, 2));

    private final ClipTally tally = new ClipTally(Map.of("belt-1", FILM, "belt-2", FILM), 2, EPOCH);

    @Test
    void every_clip_once_in_order_is_as_it_should_be() {
        tally.add(clip("belt-2", 0, 1));
        tally.add(clip("belt-1", 0, 1));
        tally.add(clip("belt-1", 1, 1));
        assertThat(tally.isComplete()).isFalse();
        assertThat(tally.problems()).containsExactly("1 clips have no answer");

        tally.add(clip("belt-2", 1, 2));

        assertThat(tally.isComplete()).isTrue();
        assertThat(tally.problems()).isEmpty();
    }

    @Test
    void an_answer_is_right_where_it_is_the_garment_on_the_belt() {
        tally.add(clip("belt-1", 0, 1));
        tally.add(clip("belt-1", 1, 1));

        assertThat(tally.sums().accuracy()).isEqualTo(0.5);
        assertThat(tally.streams().get("belt-1").truth()).isEqualTo(2);
    }

    @Test
    void second_answers_wrong_order_and_foreign_clips_are_seen() {
        tally.add(clip("belt-1", 1, 1));
        tally.add(clip("belt-1", 0, 1));
        tally.add(clip("belt-1", 0, 1));
        tally.add(clip("belt-1", 2, 1));
        tally.add(Classification.newBuilder(clip("belt-2", 0, 1))
                .setClip(new Clip(1L, FRAMES))
                .build());
        tally.add(Classification.newBuilder(clip("belt-2", 0, 1))
                .setClip(new Clip(0L, FRAMES - 1))
                .build());

        assertThat(tally.problems())
                .containsExactly(
                        "2 clips have no answer",
                        "1 answers are second ones",
                        "2 answers are out of order",
                        "3 answers are to no clip of the film");
    }

    @Test
    void frames_that_are_declared_missing_are_seen() {
        tally.add(clip("belt-1", 0, 1));
        tally.add(gap(EPOCH));
        tally.add(gap(EPOCH + 1));

        assertThat(tally.problems()).contains("3 frames are declared missing");
    }

    @Test
    void films_before_and_behind_do_not_count() {
        tally.add(Classification.newBuilder(clip("belt-1", 0, 1))
                .setEpoch(EPOCH - 1)
                .build());
        assertThat(tally.sums().answers()).isZero();

        tally.add(clip("belt-1", 0, 1));
        tally.add(Classification.newBuilder(clip("belt-1", 1, 1))
                .setEpoch(EPOCH + 1)
                .build());

        assertThat(tally.sums().answers()).isEqualTo(1);
    }

    private static Classification clip(String stream, int garment, int predicted) {
        long first = (long) garment * FRAMES;
        return Classification.newBuilder(
                        TestingAnswers.answer(new FrameAddress(stream, first + FRAMES - 1), predicted, 0))
                .setLabel(null)
                .setEpoch(EPOCH)
                .setClip(new Clip(first, FRAMES))
                .build();
    }

    private static Gap gap(long epoch) {
        return new Gap("belt-1", epoch, 8L, 11L, 3L, GapReason.NOT_SEEN, Instant.EPOCH);
    }
}
