package dev.offramp.job;

import static dev.offramp.job.RelaySettings.ordinary;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.schema.Classification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A savepoint of the job as it is drawn is restored by the job as it is drawn otherwise, and the frames are counted from outside: each is
 * answered exactly once, under the policy that the first job heard and no later one hears again.
 */
class SavepointTest {

    /** Longer than any subtask of a busy machine is behind another: nothing is given up. */
    private static final Duration LONG_WAIT = Duration.ofSeconds(30);

    /** How long a stream that is met on its way is collected. */
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);

    private final Relay relay;

    SavepointTest(@TempDir Path savepoints) {
        relay = new Relay(savepoints, Optional.empty());
    }

    @Test
    void with_more_and_with_fewer_subtasks() throws Exception {
        relay.leg(ordinary(), 3);
        relay.leg(ordinary(), 7);
        relay.finish(ordinary(), 2);

        assertEveryFrameIsAnsweredOnce();
        assertThePolicyStaysInForce();
    }

    @Test
    void with_a_bundle_of_fewer_exits_and_with_one_of_more() throws Exception {
        relay.leg(ordinary(), 2);
        relay.leg(ordinary().exits(2), 2);
        relay.finish(ordinary().exits(4), 3);

        assertEveryFrameIsAnsweredOnce();
    }

    @Test
    void with_steering_switched_off_and_on_again() throws Exception {
        relay.leg(ordinary().steering(), 2);
        relay.leg(ordinary(), 2);
        relay.finish(ordinary().steering(), 2);

        assertEveryFrameIsAnsweredOnce();
        assertThePolicyStaysInForce();
    }

    @Test
    void with_other_bundles_switched_off_and_on_again() throws Exception {
        relay.leg(ordinary().refreshing(), 2);
        relay.leg(ordinary(), 2);
        relay.finish(ordinary().refreshing(), 2);

        assertEveryFrameIsAnsweredOnce();
        assertThePolicyStaysInForce();
    }

    @Test
    void in_the_other_placement_and_back() throws Exception {
        relay.leg(ordinary(), 2);
        relay.leg(ordinary().disaggregated(), 3);
        relay.finish(ordinary(), 2);

        assertEveryFrameIsAnsweredOnce();
        assertThePolicyStaysInForce();
    }

    @Test
    void with_streams_kept_together_and_decoding_apart() throws Exception {
        relay.leg(ordinary(), 2);
        relay.leg(ordinary().with(TestSettings.byStream()), 3);
        relay.finish(ordinary().with(TestSettings.decodingApart(3)), 2);

        assertEveryFrameIsAnsweredOnce();
        assertThePolicyStaysInForce();
    }

    @Test
    void with_answers_in_order_and_in_none_and_in_order_again() throws Exception {
        RelaySettings inOrder = inOrder(LONG_WAIT);
        relay.inRuns().leg(inOrder, 2);
        relay.leg(inOrder, 3);
        int answered = relay.answers().size();
        relay.leg(ordinary(), 2);
        relay.finish(inOrder(FIRST_WAIT), 2);

        assertEveryFrameIsAnsweredOnce();
        assertInOrder(relay.answers().subList(0, answered));
    }

    @Test
    void a_job_that_fails_goes_on_in_order_and_answers_once() throws Exception {
        FailingStages stages = relay.inRuns().failingAfter(1_000);
        relay.leg(inOrder(LONG_WAIT), 2);
        assertThat(stages.hasFailed()).isTrue();
        relay.finish(inOrder(LONG_WAIT), 2);

        assertEveryFrameIsAnsweredOnce();
        assertInOrder(relay.answers());
    }

    private static RelaySettings inOrder(Duration maxWait) {
        return ordinary().with(TestSettings.inOrder(maxWait));
    }

    private static void assertInOrder(List<Classification> answers) {
        assertThat(answers).isNotEmpty().noneMatch(Classification::getLate);
        Map<String, List<Long>> sequences = answers.stream()
                .collect(Collectors.groupingBy(
                        Classification::getStream,
                        Collectors.mapping(Classification::getSequence, Collectors.toList())));
        assertThat(sequences).isNotEmpty().allSatisfy((stream, inTurn) -> assertThat(inTurn)
                .isEqualTo(LongStream.range(0, inTurn.size()).boxed().toList()));
    }

    private void assertEveryFrameIsAnsweredOnce() {
        assertThat(relay.answers().stream().map(Written::index))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, Relay.FRAMES).boxed().toList());
        assertThat(relay.rejects.committed()).isEmpty();
        assertThat(Written.samples(relay.throughput.committed())).isEqualTo(Relay.FRAMES);
    }

    /** The first job may answer some frames before it has heard of the policy. */
    private void assertThePolicyStaysInForce() {
        List<Long> versions =
                relay.answers().stream().map(Classification::getPolicyVersion).toList();
        assertThat(versions.subList(relay.answersOfTheFirst(), Relay.FRAMES)).containsOnly(Relay.POLICY.version());
    }
}
