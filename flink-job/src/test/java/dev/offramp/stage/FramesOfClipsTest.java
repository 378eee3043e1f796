package dev.offramp.stage;

import static dev.offramp.stage.StageHarness.BATCH;
import static dev.offramp.stage.StageHarness.LINGER_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.policy.Limits;
import dev.offramp.policy.Policy;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.sample.ClipFrame;
import dev.offramp.sample.ClipFrames;
import dev.offramp.sample.DataType;
import dev.offramp.sample.EncodedPicture;
import dev.offramp.sample.PictureEncoding;
import dev.offramp.sample.Tensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stage 3 of {@link TestSamples#overFrames()}, which looks at frames 7 and 2 of a clip, as an operator. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields before each test
class FramesOfClipsTest {

    private static final int DAMAGED = 99;

    private final TestingStages stages = new TestingStages(UUID.randomUUID().toString());
    private final CountingDecoder decoder = new CountingDecoder(new ArrayList<>());
    private StageHarness stage;

    @BeforeEach
    void open() throws Exception {
        stage = StageHarness.open(3, TestSamples.model(TestSamples.overFrames()), stages, Duration.ZERO, decoder);
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void a_stage_decodes_its_own_frames_when_its_batch_runs_and_none_before() throws Exception {
        feed(BATCH - 1);
        assertThat(decoder.decoded).isEmpty();

        feed(1);

        assertThat(stages.runs(3)).singleElement().satisfies(run -> assertThat(run.marks())
                .isEqualTo(Collections.nCopies(BATCH, List.of(7, 2))));
        assertThat(decoder.decoded).hasSize(2 * BATCH).containsOnly(7, 2);
    }

    @Test
    void frames_that_were_looked_at_are_let_go_and_the_others_stay() throws Exception {
        List<Integer> beyond = List.of(7, 2, 5);
        for (int i = 0; i < BATCH; i++) {
            process(entering(beyond, List.of()));
        }

        assertThat(stage.samples())
                .hasSize(BATCH)
                .allSatisfy(row -> assertThat(row.frames().order()).containsExactly(5));
        assertThat(decoder.decoded).doesNotContain(5);
    }

    @Test
    void a_clip_of_which_a_frame_is_damaged_is_refused_where_a_stage_needs_it_and_its_neighbours_go_on()
            throws Exception {
        feed(1);
        process(entering(List.of(7, 2), List.of(2)));
        feed(BATCH - 2);

        assertThat(stage.rows()).hasSize(BATCH - 1);
        assertThat(stage.operator().getSideOutput(RejectedRecord.REJECTS))
                .singleElement()
                .satisfies(record -> {
                    RejectedRecord reject = record.getValue();
                    assertThat(reject.reason()).isEqualTo(RefusalReason.UNDECODABLE_IMAGE);
                    assertThat(reject.detail()).isEqualTo("frame 2 is damaged");
                    assertThat(reject.places()).hasSize(1);
                });
        assertThat(stages.batchSizes(3)).containsExactly(BATCH - 1);
    }

    @Test
    void where_no_clip_of_a_batch_can_be_decoded_nothing_runs_and_the_stage_goes_on() throws Exception {
        for (int i = 0; i < BATCH; i++) {
            process(entering(List.of(7, 2), List.of(7)));
        }
        assertThat(stages.runs(3)).isEmpty();

        feed(BATCH);

        assertThat(stage.rows()).hasSize(BATCH);
        assertThat(stage.operator().getSideOutput(RejectedRecord.REJECTS)).hasSize(BATCH);
    }

    @Test
    void a_shadow_whose_frame_is_damaged_is_let_go() throws Exception {
        process(entering(List.of(7, 2), List.of(2)).shadowing(1));
        feed(BATCH - 1);

        assertThat(stage.rows()).hasSize(BATCH - 1);
        assertThat(stage.operator().getSideOutput(RejectedRecord.REJECTS)).isNull();
    }

    @Test
    void for_a_clip_that_became_late_while_it_waited_nothing_is_decoded() throws Exception {
        Policy within = new Policy(1, TestSamples.POLICY.criterion(), new Limits(LINGER_MILLIS, Limits.NONE), 0);
        stage.operator().setProcessingTime(1_000);
        process(entering(List.of(7, 2), List.of(), within));
        assertThat(stage.rows()).isEmpty();

        stage.operator().setProcessingTime(1_001 + LINGER_MILLIS);

        assertThat(stage.samples())
                .singleElement()
                .satisfies(row -> assertThat(row.history().outOfTime()).isTrue());
        assertThat(decoder.decoded).isEmpty();
    }

    @Test
    void what_the_stage_before_handed_on_is_released_with_the_batch_and_with_a_clip_that_is_refused() throws Exception {
        List<Counted> handedOn = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            Counted row = new Counted(new ArrayList<>());
            handedOn.add(row);
            process(entering(List.of(7, 2), i == 1 ? List.of(7) : List.of()).carrying(row));
        }

        assertThat(handedOn).allSatisfy(row -> assertThat(row.releases).hasSize(1));
    }

    private void feed(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            process(entering(List.of(7, 2), List.of()));
        }
    }

    private void process(InFlight sample) throws Exception {
        stage.operator().processElement(new StreamRecord<>(sample, 0));
    }

    /** Behind stage 2, with these frames to come; their marks are their numbers. */
    private static InFlight entering(List<Integer> frames, List<Integer> damaged) {
        return entering(frames, damaged, TestSamples.POLICY);
    }

    private static InFlight entering(List<Integer> frames, List<Integer> damaged, Policy policy) {
        List<EncodedPicture> clip = IntStream.range(0, TestSamples.CLIP)
                .mapToObj(number -> picture(damaged.contains(number) ? DAMAGED : number))
                .toList();
        Tensor seen = pixels(List.of(0));
        return InFlight.entering(TestSamples.sample("a", 0), TestSamples.ID, policy, seen, ClipFrames.of(clip, frames))
                .after(new Visit(0, 0, 1), 100, new HeapActivation(List.of(seen, seen)), new float[2]);
    }

    private static EncodedPicture picture(int mark) {
        return EncodedPicture.of(PictureEncoding.RAW_RGB, new byte[] {1, (byte) mark, 0});
    }

    private static Tensor pixels(List<Integer> marks) {
        byte[] pixels = new byte[3 * marks.size()];
        for (int i = 0; i < marks.size(); i++) {
            pixels[3 * i] = 1;
            pixels[3 * i + 1] = (byte) (int) marks.get(i);
        }
        return new Tensor(DataType.UINT8, List.of(marks.size(), 1, 1, 3), pixels);
    }

    /** Writes down the number of every frame that it is asked for. */
    private record CountingDecoder(List<Integer> decoded) implements FrameDecoder {

        @Override
        public Tensor decode(ClipFrames frames) throws Refusal {
            for (int number : frames.order()) {
                decoded.add(number);
                ClipFrame frame = frames.frames().get(number);
                if (frame instanceof EncodedPicture picture && picture.bytes()[1] == DAMAGED) {
                    throw new Refusal(RefusalReason.UNDECODABLE_IMAGE, "frame " + number + " is damaged");
                }
            }
            return pixels(frames.order());
        }
    }

    /** A row that counts how often it is released. */
    private record Counted(List<Integer> releases) implements Activation {

        @Override
        public List<Tensor> tensors(WirePrecision wire) {
            return List.of(pixels(List.of(0)), pixels(List.of(0)));
        }

        @Override
        public void release() {
            releases.add(1);
        }
    }
}
