package dev.offramp.clips;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.sample.Capture;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.EncodedPicture;
import dev.offramp.sample.Origin;
import dev.offramp.sample.PictureEncoding;
import dev.offramp.sample.Sample;
import dev.offramp.sample.SourceClock;
import dev.offramp.sample.Unanswered;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** State and timers of the operator; what a clip is, {@link ClipBuilderTest} says. */
class ClipFunctionTest {

    private static final long WAIT = 10_000;

    @Test
    void a_stream_that_goes_on_is_never_cut_by_the_clock() throws Exception {
        try (var job = started(new ClipsSettings(4, 1, 1, Duration.ofMillis(WAIT)))) {
            for (int n = 0; n < 100; n++) {
                job.setProcessingTime(500L * n);
                add(job, "a", n);
            }

            assertThat(clips(job)).as("one from the fourth frame on").hasSize(97);
        }
    }

    @Test
    void a_stream_that_falls_silent_is_answered_and_leaves_nothing_behind() throws Exception {
        try (var job = started(new ClipsSettings(4, 1, 4, Duration.ofMillis(WAIT)))) {
            add(job, "a", 0);
            add(job, "b", 0);
            add(job, "a", 1);
            job.setProcessingTime(WAIT);

            assertThat(clips(job)).containsExactlyInAnyOrder("a 1 of 2", "b 0 of 1");
            assertThat(job.numKeyedStateEntries()).isZero();
            assertThat(job.numProcessingTimeTimers()).isZero();
        }
    }

    @Test
    void frames_wait_through_a_failure_however_long_the_job_was_away() throws Exception {
        var settings = new ClipsSettings(4, 1, 4, Duration.ofMillis(WAIT));
        OperatorSubtaskState saved;
        try (var job = started(settings)) {
            add(job, "a", 0);
            add(job, "a", 1);
            add(job, "a", 2);
            saved = job.snapshot(1, 0);
        }
        try (var job = harness(settings)) {
            job.initializeState(saved);
            job.open();
            job.setProcessingTime(100 * WAIT);
            assertThat(clips(job)).isEmpty();

            add(job, "a", 3);
            assertThat(clips(job)).containsExactly("a 3 of 4");
        }
    }

    @Test
    void what_waited_for_a_bundle_of_longer_clips_makes_a_clip_of_a_shorter_one() throws Exception {
        OperatorSubtaskState saved;
        try (var job = started(new ClipsSettings(8, 1, 8, Duration.ofMillis(WAIT)))) {
            for (int n = 0; n < 7; n++) {
                add(job, "a", n);
            }
            saved = job.snapshot(1, 0);
        }
        try (var job = harness(new ClipsSettings(4, 1, 4, Duration.ofMillis(WAIT)))) {
            job.initializeState(saved);
            job.open();
            for (int n = 7; n < 12; n++) {
                add(job, "a", n);
            }

            assertThat(clips(job)).containsExactly("a 7 of 4", "a 11 of 4");
        }
    }

    private static void add(
            KeyedTwoInputStreamOperatorTestHarness<String, EncodedFrame, Unanswered, EncodedFrame> job,
            String stream,
            long sequence)
            throws Exception {
        Sample sample = new Sample(
                        new Origin("frames", 0, sequence, 0), stream, sequence, sequence, OptionalInt.empty())
                .captured(new Capture(1, Optional.empty(), SourceClock.UNKNOWN, 0, 0));
        job.processElement1(
                new EncodedFrame(sample, new byte[0], EncodedPicture.of(PictureEncoding.PNG, new byte[] {1})), 0);
    }

    private static List<String> clips(
            KeyedTwoInputStreamOperatorTestHarness<String, EncodedFrame, Unanswered, EncodedFrame> job) {
        return job.extractOutputValues().stream()
                .map(clip -> clip.sample().stream() + " " + clip.sample().sequence() + " of "
                        + clip.pictures().size())
                .toList();
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, EncodedFrame, Unanswered, EncodedFrame> started(
            ClipsSettings settings) throws Exception {
        var job = harness(settings);
        job.open();
        return job;
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, EncodedFrame, Unanswered, EncodedFrame> harness(
            ClipsSettings settings) throws Exception {
        var job = new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new ClipFunction(settings)),
                frame -> frame.sample().stream(),
                Unanswered::stream,
                Types.STRING);
        job.setup(EncodedFrame.TYPE.createSerializer(new SerializerConfigImpl()));
        return job;
    }
}
