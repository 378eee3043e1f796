package dev.offramp.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.schema.FrameEncoding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What belongs to a trace where it comes from belongs to it where it goes, on its way through separate tasks and in the order of a stream, too. */
class TraceITCase {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @ParameterizedTest
    @CsvSource({"job.placement, disaggregated", "results.order, stream"})
    void answers_and_rejects_belong_to_the_trace_of_their_frame(String option, String value) throws Exception {
        FashionMnist.Image image = FashionMnist.first(1).images().get(0);
        TestTopics topics = new TestTopics(BROKER.running());
        byte[] frame = TestTopics.encoded(TestTopics.frame("camera", 0, FrameEncoding.PNG, image.png(), image.label()));
        topics.send(List.of(
                traced(topics.record("frames", "camera", frame)),
                traced(topics.record("frames", "camera", new byte[] {1, 2, 3}))));

        try (TestJob job = TestJob.start(topics, Map.of(option, value))) {
            assertThat(topics.classifications(1)).hasSize(1);
            assertThat(topics.rejects(1)).hasSize(1);
        }

        for (String role : List.of("classifications", "rejects")) {
            Header trace = topics.first(role).headers().lastHeader("traceparent");
            assertThat(new String(trace.value(), StandardCharsets.US_ASCII))
                    .as(role)
                    .isEqualTo(TRACE);
        }
    }

    private static ProducerRecord<byte[], byte[]> traced(ProducerRecord<byte[], byte[]> record) {
        record.headers().add("traceparent", TRACE.getBytes(StandardCharsets.US_ASCII));
        return record;
    }
}
