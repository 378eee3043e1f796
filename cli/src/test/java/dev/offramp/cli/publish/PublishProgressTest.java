package dev.offramp.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.sample.Task;
import dev.offramp.schema.FrameEncoding;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PublishProgressTest {

    private static final Picture PICTURE =
            new Picture("a.png", FrameEncoding.PNG, new byte[] {1}, OptionalInt.empty(), Task.CLASSIFICATION);
    private static final RecordMetadata WHERE = new RecordMetadata(new TopicPartition("frames", 0), 0, 0, 0, 0, 1);

    private final AtomicLong now = new AtomicLong();
    private final PublishProgress progress = new PublishProgress(Duration.ofMinutes(2), now::get);

    @Test
    void a_picture_refused_in_every_loop_is_named_once() {
        for (int loop = 0; loop < 2; loop++) {
            progress.sent();
            progress.refused("a.jpg", "larger than the topic takes");
        }

        assertThat(progress.refusals()).isEqualTo(1);
        assertThat(progress.summary("frames", List.of()))
                .contains("1 not published:", "  a.jpg: larger than the topic takes");
    }

    @Test
    void a_silence_of_the_brokers_is_told_while_it_lasts_and_afterwards() {
        progress.sent();
        pass(2);
        assertThat(progress.lines(0)).noneMatch(line -> line.contains("no answer"));
        pass(10);
        assertThat(progress.lines(0))
                .singleElement()
                .asString()
                .endsWith("no answer from the brokers for 12 s; it waits up to 2 min 00 s");
        assertThat(progress.summary("frames", List.of()))
                .contains("1 more were sent and not acknowledged: they may be on the topic or not.");

        progress.refused("a.jpg", "larger than the topic takes"); // by the producer itself: no word of the brokers
        progress.sent();
        pass(12);
        progress.delivered(PICTURE, WHERE);
        pass(60); // nothing is under way

        assertThat(progress.lines(0)).noneMatch(line -> line.contains("no answer"));
        assertThat(progress.summary("frames", List.of()))
                .contains("The brokers were away once, 12 s in all; what waited meanwhile was published after it.")
                .noneMatch(line -> line.contains("acknowledged"));
    }

    private void pass(int seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void of_many_names_only_the_first_few_are_printed() {
        var many = IntStream.range(0, 9).mapToObj(Integer::toString).toList();

        assertThat(progress.summary("frames", many))
                .endsWith("9 skipped, no pictures:", "  0", "  1", "  2", "  3", "  4", "  and 4 more");
    }
}
