package dev.offramp.frames;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.ClipFrames;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.EncodedSegment;
import dev.offramp.sample.FrameSpan;
import dev.offramp.sample.Sample;
import dev.offramp.sample.SegmentSample;
import dev.offramp.sample.Tensor;
import dev.offramp.sample.TestSegments;
import dev.offramp.video.JpegScans;
import dev.offramp.video.StripedVideo;
import dev.offramp.video.VideoSegment;
import dev.offramp.video.VideoTrack;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What becomes of the samples of a segment: told as {@code 3=#7}, sample 3 shows picture 7, or {@code 3,4!} where they are refused. */
class SegmentDecoderTest {

    private static final int SIZE = 96;
    private static final List<VideoSegment> STRIPED = TestSegments.striped(2);
    private static final List<Integer> ALL =
            IntStream.range(0, TestSegments.PICTURES).boxed().toList();

    private final List<String> told = new ArrayList<>();
    private final List<RefusalReason> reasons = new ArrayList<>();
    private final Told outcome = new Told();

    @Test
    void every_picture_becomes_the_sample_that_it_was_picked_for() {
        decode(TestSegments.encoded(STRIPED.get(1), 40, ALL));

        assertThat(told)
                .isEqualTo(ALL.stream().map(i -> 40 + i + "=#" + (10 + i)).toList());
    }

    @Test
    void pictures_that_are_not_picked_become_nothing() {
        decode(TestSegments.encoded(STRIPED.get(1), 4, List.of(1, 5, 9)));

        assertThat(told).containsExactly("4=#11", "5=#15", "6=#19");
    }

    @Test
    void without_presentation_times_pictures_are_counted() {
        decode(TestSegments.encoded(timeless(STRIPED.get(1)), 4, List.of(1, 5, 9)));

        assertThat(told).containsExactly("4=#11", "5=#15", "6=#19");
    }

    @Test
    void what_is_damaged_is_refused_with_its_neighbours_and_the_rest_goes_on() {
        VideoSegment zeroed = TestSegments.zeroed(STRIPED.get(0), 6);

        decode(TestSegments.encoded(zeroed, 0, ALL));

        assertThat(told).startsWith("0=#0", "1=#1", "2=#2", "3=#3", "4=#4", "5=#5");
        assertThat(told.get(6)).startsWith("6").endsWith("!");
        assertThat(reasons).containsOnly(RefusalReason.UNDECODABLE_VIDEO);
        assertThat(sequencesTold()).isEqualTo(LongStream.range(0, 10).boxed().toList());
    }

    @Test
    void what_is_damaged_and_has_no_times_is_refused_from_there_on() {
        decode(TestSegments.encoded(timeless(TestSegments.zeroed(STRIPED.get(0), 6)), 0, ALL));

        assertThat(told).startsWith("0=#0").last().asString().endsWith("!");
        assertThat(sequencesTold()).isEqualTo(LongStream.range(0, 10).boxed().toList());
        for (String each : told) {
            if (each.contains("=")) {
                assertThat(each).matches("(\\d+)=#\\1");
            }
        }
    }

    @Test
    void pictures_stand_upright() {
        VideoSegment whole = STRIPED.get(0);
        VideoTrack lying = new VideoTrack("h264", 128, 96, 1, 12_800, 90, 0, 0);
        var turned = new VideoSegment(lying, whole.header(), whole.bytes(), whole.sizes(), whole.pts());
        List<Tensor> upright = new ArrayList<>();
        new SegmentDecoder(new FrameBounds(TestFrames.settings()), new InputShape(1, new InputSize(128, 96)))
                .decode(TestSegments.encoded(turned, 0, List.of(5)).segment().orElseThrow(), new Told() {
                    @Override
                    public void decoded(Sample sample, Tensor pixels, ClipFrames later) {
                        upright.add(pixels);
                    }
                });

        byte[] rgb = upright.get(0).bytes();
        for (int bit = 0; bit < 8; bit++) {
            int y = (2 * bit + 1) * 128 / 16; // what was on the left is at the top
            int value = rgb[3 * (y * 96 + 48)] & 0xff;
            assertThat(value > 127).as("stripe %d", bit).isEqualTo((5 >> bit & 1) == 1);
        }
    }

    @Test
    void pictures_of_several_frames_become_clips_that_may_share_frames() {
        EncodedSegment frames =
                TestSegments.encoded(STRIPED.get(1), 0, ALL).segment().orElseThrow();
        List<SegmentSample> clips = List.of(clip(frames, 0, 1, 2), clip(frames, 2, 3, 4), clip(frames, 8, 9));

        new SegmentDecoder(new FrameBounds(TestFrames.settings()), new InputShape(3, new InputSize(96, 128)))
                .decode(frames.with(clips), outcome);

        assertThat(told).containsExactly("2=#10,11,12", "4=#12,13,14", "9=#18,19,19");
    }

    @Test
    void of_a_clip_the_first_stage_has_its_frames_and_the_others_theirs_to_come() {
        EncodedSegment frames =
                TestSegments.encoded(STRIPED.get(1), 0, ALL).segment().orElseThrow();
        var shape = new InputShape(3, new InputSize(96, 128), List.of(1), List.of(2, 0));

        new SegmentDecoder(new FrameBounds(TestFrames.settings()), shape)
                .decode(frames.with(List.of(clip(frames, 0, 1, 2), clip(frames, 8, 9))), outcome);

        assertThat(told).containsExactly("2=#11+12+10", "9=#19+19+18");
    }

    @Test
    void more_pixels_than_a_segment_may_have_are_refused_whatever_its_record_says() {
        FramesSettings most = new FramesSettings(
                1 << 20, 1_000_000, 20, DecodePlace.CHAINED, -1, new SegmentBounds(10, 4L * 128 * 96, 1_000_000));
        new SegmentDecoder(new FrameBounds(most), new InputShape(1, new InputSize(96, 128)))
                .decode(TestSegments.encoded(STRIPED.get(0), 0, ALL).segment().orElseThrow(), outcome);

        assertThat(told).last().asString().endsWith("9!");
        assertThat(told)
                .as("what the decoder was given counts, not what it has shown")
                .hasSizeBetween(2, 5);
        assertThat(sequencesTold()).isEqualTo(LongStream.range(0, 10).boxed().toList());
        assertThat(reasons).containsExactly(RefusalReason.TOO_MANY_PIXELS);
    }

    @Test
    void pictures_larger_than_may_be_and_codecs_that_nobody_knows_are_refused() {
        FramesSettings small = new FramesSettings(
                1 << 20, 1_000_000, 20, DecodePlace.CHAINED, -1, new SegmentBounds(10, 1L << 40, 128 * 96 - 1));
        EncodedSegment good =
                TestSegments.encoded(STRIPED.get(0), 0, ALL).segment().orElseThrow();
        var shape = new InputShape(1, new InputSize(96, 128));
        new SegmentDecoder(new FrameBounds(small), shape).decode(good, outcome);
        var unknown = new EncodedSegment(
                new VideoTrack("smoke-signals", 128, 96, 1, 25, 0, 0, 0),
                good.header(),
                good.record(),
                0,
                good.sizes(),
                good.pts(),
                good.samples());
        new SegmentDecoder(new FrameBounds(TestFrames.settings()), shape).decode(unknown, outcome);

        assertThat(told).containsOnly("0,1,2,3,4,5,6,7,8,9!").hasSize(2);
        assertThat(reasons).containsExactly(RefusalReason.TOO_MANY_PIXELS, RefusalReason.UNSUPPORTED_ENCODING);
    }

    @Test
    void a_packet_that_hides_pictures_is_refused_with_all_behind_it() {
        VideoSegment whole = STRIPED.get(0);
        List<Integer> sizes = new ArrayList<>(whole.sizes().subList(0, 2));
        sizes.add(whole.sizes().subList(2, TestSegments.PICTURES).stream()
                .mapToInt(Integer::intValue)
                .sum());
        var hiding = new VideoSegment(
                whole.track(), whole.header(), whole.bytes(), sizes, whole.pts().subList(0, 3));

        decode(TestSegments.encoded(hiding, 0, List.of(0, 1, 2)));

        assertThat(told).containsExactly("0=#0", "1=#1", "2!");
        assertThat(reasons).containsExactly(RefusalReason.UNDECODABLE_VIDEO);
    }

    @Test
    void a_packet_that_goes_over_its_pixels_too_often_is_refused_with_all_behind_it() {
        byte[] often = Jpegs.ofScans(128, 96, JpegScans.MOST);
        byte[] tooOften = Jpegs.ofScans(128, 96, JpegScans.MOST + 1);

        decode(TestSegments.encoded(jpegs(often, tooOften, often), 0, List.of(0, 1, 2)));

        assertThat(told).hasSize(2).first().asString().startsWith("0=");
        assertThat(told).last().isEqualTo("1,2!");
        assertThat(reasons).containsExactly(RefusalReason.UNDECODABLE_VIDEO);
    }

    private static VideoSegment jpegs(byte[]... files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Arrays.stream(files).forEach(bytes::writeBytes);
        return new VideoSegment(
                new VideoTrack("mjpeg", 128, 96, 1, 25, 0, 0, 0),
                new byte[0],
                bytes.toByteArray(),
                Arrays.stream(files).map(file -> file.length).toList(),
                LongStream.range(0, files.length).boxed().toList());
    }

    @Test
    void of_thousands_of_damaged_segments_every_sample_is_told_once_and_in_its_order() {
        var random = new Random(20_261_129);
        for (int round = 0; round < 3_000; round++) {
            told.clear();
            VideoSegment damaged = damaged(STRIPED.get(round % 2), random);
            List<Integer> picked =
                    ALL.stream().filter(i -> random.nextInt(3) > 0).toList();
            if (!picked.isEmpty()) {
                decode(TestSegments.encoded(damaged, 0, picked));
            }

            assertThat(sequencesTold())
                    .as("round %d: %s", round, told)
                    .isEqualTo(LongStream.range(0, picked.size()).boxed().toList());
        }
        assertThat(reasons).hasSizeGreaterThan(300).contains(RefusalReason.UNDECODABLE_VIDEO);
    }

    /** Some bytes, a part, or the packets' sizes and times. */
    private static VideoSegment damaged(VideoSegment whole, Random random) {
        byte[] bytes = whole.bytes().clone();
        int changed = 1 << random.nextInt(11);
        int from = random.nextInt(3) == 0 ? 0 : random.nextInt(bytes.length);
        for (int i = 0; i < changed; i++) {
            int at = random.nextBoolean() ? random.nextInt(bytes.length) : Math.min(bytes.length - 1, from + i);
            bytes[at] = (byte) random.nextInt();
        }
        List<Integer> sizes = new ArrayList<>(whole.sizes());
        List<Long> pts = new ArrayList<>(whole.pts());
        switch (random.nextInt(4)) {
            case 0 -> Collections.shuffle(sizes, random);
            case 1 -> Collections.shuffle(pts, random);
            case 2 -> pts.replaceAll(time -> random.nextInt(4) == 0 ? random.nextLong() : time);
            default -> {}
        }
        return new VideoSegment(whole.track(), whole.header(), bytes, sizes, pts);
    }

    private void decode(EncodedFrame frame) {
        new SegmentDecoder(new FrameBounds(TestFrames.settings()), new InputShape(1, new InputSize(96, 128)))
                .decode(frame.segment().orElseThrow(), outcome);
    }

    private static SegmentSample clip(EncodedSegment frames, Integer... pictures) {
        Sample last = frames.samples().get(pictures[pictures.length - 1]).sample();
        return new SegmentSample(last.closing(new FrameSpan(pictures[0], pictures.length, 1, 0)), List.of(pictures));
    }

    private static VideoSegment timeless(VideoSegment whole) {
        return withPts(whole, Collections.nCopies(whole.pts().size(), VideoSegment.NO_PTS));
    }

    private static VideoSegment withPts(VideoSegment whole, List<Long> pts) {
        return new VideoSegment(whole.track(), whole.header(), whole.bytes(), whole.sizes(), pts);
    }

    private List<Long> sequencesTold() {
        return told.stream()
                .flatMap(each -> Arrays.stream(each.replaceFirst("[=!].*", "").split(",")))
                .map(Long::valueOf)
                .toList();
    }

    private class Told implements SegmentDecoder.Outcome {

        @Override
        public void decoded(Sample sample, Tensor pixels, ClipFrames later) {
            List<String> behind = later.order().stream()
                    .map(number -> "+" + numbersIn((Tensor) later.frames().get(number)))
                    .toList();
            told.add(sample.sequence() + "=#" + numbersIn(pixels) + String.join("", behind));
        }

        private static String numbersIn(Tensor pixels) {
            List<String> numbers = new ArrayList<>();
            int picture = 3 * SIZE * 128;
            for (int t = 0; t < pixels.bytes().length / picture; t++) {
                byte[] rgb = Arrays.copyOfRange(pixels.bytes(), t * picture, (t + 1) * picture);
                numbers.add("" + StripedVideo.numberIn(rgb, 128, SIZE));
            }
            return String.join(",", numbers);
        }

        @Override
        public void refused(List<Sample> samples, Refusal why) {
            reasons.add(why.reason());
            told.add(String.join(
                            ",",
                            samples.stream()
                                    .map(sample -> "" + sample.sequence())
                                    .toList()) + "!");
        }
    }
}
