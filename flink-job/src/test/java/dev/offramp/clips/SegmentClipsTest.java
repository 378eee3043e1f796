package dev.offramp.clips;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.clips.ClipBuilder.Leaving;
import dev.offramp.clips.ClipBuilder.Step;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.FrameSpan;
import dev.offramp.sample.SegmentSample;
import dev.offramp.sample.TestSegments;
import dev.offramp.sample.Unanswered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What becomes of segments where clips are wanted: told as {@code c7[0,1,2,3]+4} for a clip in the place of frame 7 with 4 fresh frames. */
class SegmentClipsTest {

    private final List<String> left = new ArrayList<>();
    private GatheredFrames waiting = GatheredFrames.of(1, List.of(), 0);
    private ClipBuilder builder = of(4, 1, 4);

    @Test
    void a_segment_is_cut_into_clips_and_the_last_shares_frames_with_the_one_before() {
        add(0, 10);

        assertThat(left)
                .containsExactly(
                        "p0", "p1", "p2", "p4", "p5", "p6", "p8", "c3[0,1,2,3]+4", "c7[4,5,6,7]+4", "c9[6,7,8,9]+2");
    }

    @Test
    void a_segment_that_is_shorter_than_a_clip_is_a_clip_that_is_not_whole() {
        add(0, 2);

        assertThat(left).containsExactly("p0", "c1[0,1]+2");
    }

    @Test
    void clips_may_share_frames_and_no_clip_reaches_into_another_segment() {
        builder = of(4, 1, 2);
        add(0, 6);
        add(6, 4);

        assertThat(left)
                .containsExactly(
                        "p0", "p1", "p2", "p4", "c3[0,1,2,3]+4", "c5[2,3,4,5]+2", "p6", "p7", "p8", "c9[0,1,2,3]+4");
    }

    @Test
    void a_stride_goes_on_from_segment_to_segment() {
        builder = of(2, 3, 2);
        add(0, 4);
        add(4, 4);

        assertThat(left).containsExactly("p0", "p1", "p2", "c3[0,3]+2", "p4", "p5", "p7", "c6[2]+1");
    }

    @Test
    void an_end_behind_the_last_segment_leaves_at_once() {
        end(6);
        add(0, 4);
        assertThat(left).endsWith("c3[0,1,2,3]+4");
        add(4, 2);

        assertThat(left).endsWith("p4", "c5[0,1]+2", "end6");
    }

    @Test
    void the_segments_of_a_stream_are_numbered_so_that_they_fall_on_all_lanes_in_turn() {
        add(0, 10);
        add(10, 10);

        assertThat(waiting.clips()).isEqualTo(2);
    }

    @Test
    void every_frame_is_the_last_of_a_clip_or_leaves_its_place_whatever_the_settings() {
        var random = new Random(5);
        for (int round = 0; round < 500; round++) {
            int frames = 2 + random.nextInt(6);
            builder = of(frames, 1 + random.nextInt(3), 1 + random.nextInt(frames));
            waiting = GatheredFrames.of(1, List.of(), 0);
            left.clear();
            int count = 0;
            for (int segments = random.nextInt(4); segments >= 0; segments--) {
                int pictures = 1 + random.nextInt(20);
                add(count, pictures);
                count += pictures;
            }

            assertThat(left.stream().map(SegmentClipsTest::place).sorted().toList())
                    .as("%s, %s", builder, left)
                    .isEqualTo(LongStream.range(0, count).boxed().toList());
        }
    }

    private static long place(String told) {
        return Long.parseLong(told.replaceFirst("\\[.*", "").replaceAll("\\D", ""));
    }

    private static ClipBuilder of(int frames, int stride, int hop) {
        return new ClipBuilder(new ClipsSettings(frames, stride, hop, Duration.ofSeconds(1)));
    }

    private void add(long sequence, int pictures) {
        EncodedFrame like = TestSegments.encoded("s", 0, pictures);
        List<SegmentSample> samples = like.segment().orElseThrow().samples().stream()
                .map(each -> new SegmentSample(TestSegments.moved(each.sample(), sequence), each.pictures()))
                .toList();
        go(builder.add(new EncodedFrame(like.key(), like.segment().orElseThrow().with(samples)), waiting, 0));
    }

    private void end(long sequence) {
        go(builder.end(Unanswered.end("s", 1, sequence, 0), waiting, 0));
    }

    private void go(Step step) {
        for (Leaving leaving : step.out()) {
            if (leaving instanceof Leaving.Place place) {
                left.add((place.unanswered().isEnd() ? "end" : "p")
                        + place.unanswered().sequence());
            } else if (leaving instanceof Leaving.Clip clip) {
                clip.frames().segment().orElseThrow().samples().forEach(each -> left.add(told(each)));
            }
        }
        waiting = step.after();
    }

    private static String told(SegmentSample clip) {
        FrameSpan span = clip.sample().clip().orElseThrow();
        assertThat(span.count()).isEqualTo(clip.pictures().size());
        return "c" + clip.sample().sequence() + clip.pictures().toString().replace(" ", "") + "+" + span.fresh();
    }
}
