package dev.offramp.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.publish.FrameAddress;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void both_runs_stand_side_by_side_with_what_the_early_exits_gained() {
        assertThat(new Comparison("sample", List.of(), run(1, 10), run(2, 20)).lines())
                .anySatisfy(line -> assertThat(line).matches(" *samples/s +100 +50 +2\\.00 x"))
                .anySatisfy(line -> assertThat(line).matches(" *accuracy +100\\.0 % +0\\.0 % +\\+100\\.0 points"))
                .anySatisfy(line -> assertThat(line).matches(" *multiply-adds .* +1\\.00 M +2\\.00 M +2\\.00 x fewer"))
                .anySatisfy(line -> assertThat(line).matches(" *left at exit .* +100/0 % +0/100 %"));
    }

    @Test
    void of_clips_it_says_how_many_frames_were_looked_at() {
        assertThat(new Comparison("clip", List.of(1, 8), run(1, 10), run(2, 20)).lines())
                .anySatisfy(line -> assertThat(line).matches(" *clips/s .*"))
                .anySatisfy(line -> assertThat(line).matches(" *frames looked at .* +1\\.0 +8\\.0 +8\\.00 x fewer"));
    }

    private static AnswerSums run(int exit, int millisApart) {
        var frames = LongStream.range(0, 5)
                .mapToObj(sequence -> new FrameAddress("camera-0", sequence))
                .toList();
        var tally = new RunTally(frames, 2);
        frames.forEach(frame -> tally.add(TestingAnswers.answer(frame, exit, frame.sequence() * millisApart)));
        return tally.sums();
    }
}
