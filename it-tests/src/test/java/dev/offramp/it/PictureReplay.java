package dev.offramp.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.cli.labelled.LabelledPictures;
import dev.offramp.cli.publish.FrameAddress;
import dev.offramp.schema.Classification;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The first pictures of a source, dealt out to streams and sent through the real job. */
record PictureReplay(Path bundle, LabelledPictures pictures, int count) {

    private static final int STREAMS = 16;

    /** The answers, one for each picture by its position; none was refused. */
    Map<Integer, Classification> over(EmbeddedBroker broker) throws Exception {
        TestTopics topics = new TestTopics(broker);
        publish(topics);
        try (TestJob job = TestJob.start(topics, Map.of("bundle.path", bundle.toString()))) {
            List<Classification> answers = topics.classifications(count);
            assertThat(topics.rejects(0)).isEmpty();
            assertThat(answers).hasSize(count);
            return answers.stream().collect(Collectors.toMap(PictureReplay::picture, Function.identity()));
        }
    }

    /** Sends them. */
    void publish(TestTopics topics) {
        topics.send(IntStream.range(0, count).mapToObj(n -> record(topics, n)).toList());
    }

    private ProducerRecord<byte[], byte[]> record(TestTopics topics, int n) {
        FrameAddress address = new FrameAddress("stream-" + n % STREAMS, n / STREAMS);
        return topics.record(
                "frames",
                address.stream(),
                TestTopics.encoded(pictures.picture(n).frame(address)));
    }

    /** The position of the picture that an answer is to. */
    static int picture(Classification answer) {
        int stream = Integer.parseInt(answer.getStream().substring("stream-".length()));
        return (int) answer.getSequence() * STREAMS + stream;
    }
}
