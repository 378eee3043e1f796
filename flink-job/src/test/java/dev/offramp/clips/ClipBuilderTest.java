package dev.offramp.clips;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.clips.ClipBuilder.Leaving;
import dev.offramp.clips.ClipBuilder.Step;
import dev.offramp.sample.Capture;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.EncodedPicture;
import dev.offramp.sample.Origin;
import dev.offramp.sample.PictureEncoding;
import dev.offramp.sample.Sample;
import dev.offramp.sample.SourceClock;
import dev.offramp.sample.Unanswered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of the frames of one stream: told as {@code c3[0-3]} for a clip in the place of frame 3, {@code p1} for a place. */
class ClipBuilderTest {

    private final List<String> left = new ArrayList<>();
    private GatheredFrames waiting = GatheredFrames.of(1, List.of(), 0);
    private ClipBuilder builder = of(4, 1, 4);

    @Test
    void four_frames_are_a_clip_in_the_place_of_the_fourth() {
        add(1, 0, 1, 2, 3, 4);

        assertThat(left).containsExactly("p0", "p1", "p2", "c3[0-3]");
    }

    @Test
    void clips_may_share_frames() {
        builder = of(4, 1, 2);
        add(1, 0, 1, 2, 3, 4, 5);

        assertThat(left).containsExactly("p0", "p1", "p2", "c3[0-3]", "p4", "c5[2-5]");
    }

    @Test
    void of_every_three_frames_a_clip_may_take_one() {
        builder = of(2, 3, 2);
        add(1, 0, 1, 2, 3, 4, 5, 6);

        end(1, 7);

        assertThat(left).containsExactly("p0", "p1", "p2", "c3[0,3]", "p4", "p5", "c6[6]", "end7");
    }

    @Test
    void the_end_of_a_stream_makes_a_clip_of_what_there_is() {
        add(1, 0, 1, 2, 3, 4, 5);
        end(1, 6);

        assertThat(left).endsWith("p4", "c5[4-5]", "end6");
    }

    @Test
    void an_end_that_overtakes_its_last_frames_waits_for_them() {
        add(1, 0);
        end(1, 3);
        assertThat(left).isEmpty();

        add(1, 1, 2);

        assertThat(left).containsExactly("p0", "p1", "c2[0-2]", "end3");
    }

    @Test
    void ends_of_later_epochs_wait_for_their_frames_too() {
        end(1, 2);
        end(2, 1);
        add(1, 0, 1);
        add(2, 0);

        assertThat(left).containsExactly("p0", "c1[0-1]", "end2", "c0[0]", "end1");
    }

    @Test
    void an_end_whose_last_frame_never_came_is_told_when_the_next_epoch_begins() {
        add(1, 0, 1);
        end(1, 5);
        add(2, 0);

        assertThat(left).containsExactly("p0", "c1[0-1]", "end5");
    }

    @Test
    void places_are_given_up_as_soon_as_another_frame_is_taken() {
        add(1, 0, 1, 2);

        assertThat(left).containsExactly("p0", "p1");
    }

    @Test
    void frames_of_one_number_are_answered_once() {
        add(1, 0, 0, 0);
        end(1, 1);

        assertThat(left).containsExactly("p0", "p0", "c0[0,0]", "end1");
    }

    @Test
    void what_a_bundle_of_longer_clips_left_is_cut_to_the_newest() {
        builder = of(8, 1, 8);
        add(1, 0, 1, 2, 3, 4, 5, 6);
        left.clear();
        builder = of(4, 1, 4);
        add(1, 7);

        assertThat(left).containsExactly("p6", "c7[4-7]");
    }

    @Test
    void shared_frames_are_fresh_in_one_clip_only() {
        builder = of(4, 1, 1);
        List<Integer> fresh = new ArrayList<>();
        for (int n = 0; n < 6; n++) {
            Step step = builder.add(frame(1, n), waiting, 0);
            waiting = step.after();
            step.out().stream()
                    .filter(Leaving.Clip.class::isInstance)
                    .map(leaving -> ((Leaving.Clip) leaving).frames().sample())
                    .forEach(sample -> fresh.add(sample.freshFrames()));
        }

        assertThat(fresh).containsExactly(4, 1, 1);
    }

    @Test
    void an_end_behind_a_whole_clip_makes_no_other() {
        add(1, 0, 1, 2, 3);
        end(1, 4);

        assertThat(left).containsExactly("p0", "p1", "p2", "c3[0-3]", "end4");
    }

    @Test
    void an_end_behind_shared_frames_makes_no_clip_of_them_alone() {
        builder = of(4, 1, 1);
        add(1, 0, 1, 2, 3);
        end(1, 4);

        assertThat(left).containsExactly("p0", "p1", "p2", "c3[0-3]", "end4");
    }

    @Test
    void a_clip_holds_frames_of_one_epoch() {
        add(1, 0, 1);
        add(2, 0, 1, 2, 3);

        assertThat(left).containsExactly("p0", "c1[0-1]", "p0", "p1", "p2", "c3[0-3]");
    }

    @Test
    void frames_that_nobody_follows_are_a_clip_after_a_while() {
        add(1, 0, 1);
        go(builder.giveUp(waiting, 99));

        assertThat(left).containsExactly("p0", "c1[0-1]");
        assertThat(waiting.isWaiting()).isFalse();
    }

    @Test
    void every_frame_is_answered_in_a_clip_or_leaves_its_place_whatever_the_settings() {
        var random = new Random(5);
        for (int round = 0; round < 500; round++) {
            int frames = 2 + random.nextInt(6);
            builder = of(frames, 1 + random.nextInt(3), 1 + random.nextInt(frames));
            waiting = GatheredFrames.of(1, List.of(), 0);
            left.clear();
            int count = random.nextInt(60);
            for (int n = 0; n < count; n++) {
                add(1, n);
            }
            end(1, count);

            assertThat(left.stream().map(ClipBuilderTest::place).toList())
                    .as("%s, %d frames", builder, count)
                    .isEqualTo(IntStream.rangeClosed(0, count).boxed().toList());
        }
    }

    private static int place(String leaving) {
        return Integer.parseInt(leaving.replaceFirst("\\[.*", "").replaceAll("\\D", ""));
    }

    private static ClipBuilder of(int frames, int stride, int hop) {
        return new ClipBuilder(new ClipsSettings(frames, stride, hop, Duration.ofSeconds(1)));
    }

    private void add(long epoch, long... sequences) {
        for (long sequence : sequences) {
            go(builder.add(frame(epoch, sequence), waiting, 0));
        }
    }

    private void end(long epoch, long sequence) {
        go(builder.end(Unanswered.end("s", epoch, sequence, 0), waiting, 0));
    }

    private void go(Step step) {
        step.out().forEach(leaving -> left.add(told(leaving)));
        waiting = step.after();
    }

    private static String told(Leaving leaving) {
        if (leaving instanceof Leaving.Place place) {
            return (place.unanswered().isEnd() ? "end" : "p")
                    + place.unanswered().sequence();
        }
        EncodedFrame clip = ((Leaving.Clip) leaving).frames();
        long first = clip.sample().clip().orElseThrow().first();
        int count = clip.pictures().size();
        byte last = clip.picture().bytes()[0];
        assertThat(clip.sample().clip().orElseThrow().count()).isEqualTo(count);
        assertThat((long) clip.pictures().get(0).bytes()[0]).isEqualTo(first);
        String range = count == 1 ? "" + first : first + (last - first == count - 1 ? "-" : ",") + last;
        return "c" + clip.sample().sequence() + "[" + range + "]";
    }

    private static EncodedFrame frame(long epoch, long sequence) {
        Sample sample = new Sample(new Origin("frames", 0, sequence, 0), "s", sequence, sequence, OptionalInt.empty())
                .captured(new Capture(epoch, Optional.empty(), SourceClock.UNKNOWN, 0, 0));
        return new EncodedFrame(
                sample, new byte[] {1}, EncodedPicture.of(PictureEncoding.PNG, new byte[] {(byte) sequence}));
    }
}
