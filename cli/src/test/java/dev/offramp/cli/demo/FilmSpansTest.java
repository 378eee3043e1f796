package dev.offramp.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.publish.FrameAddress;
import dev.offramp.schema.Classification;
import dev.offramp.schema.VideoTime;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FilmSpansTest {

    private final FilmSpans spans = new FilmSpans();

    @Test
    void answers_that_are_the_same_are_one_line() {
        add(0, 1);
        add(1, 1);
        add(750, 2);

        assertThat(spans.lines())
                .containsExactly(
                        "     0:00.0 to    0:00.1  class 1                87.5 % on average  2 answers",
                        "     1:15.0 to    1:15.0  class 2                87.5 % on average  1 answer");
    }

    @Test
    void of_a_film_without_a_clock_the_frames_are_numbered() {
        spans.add(TestingAnswers.answer(new FrameAddress("film", 7), 1, 0));

        assertThat(spans.lines().get(0)).startsWith("         #7 to        #7  class 1");
    }

    @Test
    void where_there_are_too_many_the_shortest_are_counted_only() {
        IntStream.range(0, 100).forEach(n -> add(n, n % 2));
        IntStream.range(100, 110).forEach(n -> add(n, 1));

        assertThat(spans.lines()).hasSize(2).first().asString().endsWith("11 answers");
        assertThat(spans.lines()).last().isEqualTo("  ... and 99 of at most 1 answer each");
    }

    /** A frame of a film of ten a second. */
    private void add(long frame, int predicted) {
        spans.add(Classification.newBuilder(TestingAnswers.answer(new FrameAddress("film", frame), 1, 0))
                .setPredictedName("class " + predicted)
                .setVideoTime(new VideoTime(frame, 1, 10))
                .build());
    }
}
