package dev.offramp.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.schema.Classification;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.SavepointFormatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A job between real topics is stopped with a savepoint, and jobs of other settings go on from it. */
class SavepointITCase {

    private static final int STREAMS = 8;

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @Test
    void without_steering_and_with_it_again_in_the_other_placement_every_frame_is_answered_once(
            @TempDir Path savepoints) throws Exception {
        List<FashionMnist.Image> images = FashionMnist.first(400).images();
        Map<String, String> steered = Map.of("steer.mean-multiply-adds", "5500000");
        TestTopics topics = new TestTopics(BROKER.running());

        topics.publish("a-", images, STREAMS, null);
        String first = stopAfter("a-", images.size(), topics, steered, savepoints);
        topics.publish("b-", images, STREAMS, null);
        String second =
                stopAfter("b-", images.size(), topics, from(first, Map.of("parallelism.default", "3")), savepoints);
        topics.publish("c-", images, STREAMS, null);
        Map<String, String> apart = new HashMap<>(steered);
        apart.put("job.placement", "disaggregated");
        stopAfter("c-", images.size(), topics, from(second, apart), savepoints);

        assertThat(topics.classifications(3 * images.size()))
                .extracting(SavepointITCase::frame)
                .hasSize(3 * images.size())
                .doesNotHaveDuplicates();
    }

    /** @return the savepoint */
    private static String stopAfter(
            String prefix, int answers, TestTopics topics, Map<String, String> settings, Path savepoints)
            throws Exception {
        TestJob job = TestJob.start(topics, settings);
        topics.classificationsOf(prefix, answers);
        return job.client()
                .stopWithSavepoint(false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
                .get(60, TimeUnit.SECONDS);
    }

    private static Map<String, String> from(String savepoint, Map<String, String> settings) {
        Map<String, String> both = new HashMap<>(settings);
        both.put("execution.state-recovery.path", savepoint);
        return both;
    }

    private static String frame(Classification answer) {
        return answer.getStream() + "/" + answer.getSequence();
    }
}
