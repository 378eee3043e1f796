package dev.offramp.cli.ingest;

import static dev.offramp.cli.ingest.TestingCameras.frame;
import static dev.offramp.cli.ingest.TestingCameras.large;
import static dev.offramp.cli.ingest.TestingCameras.telemetry;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DispatcherTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final long ONE_RECORD = 1;

    /** Of a large picture; its record has some more. */
    private static final int LARGE_BYTES = 10_000;

    private final FakeTopic topic = new FakeTopic();
    private final CameraTelemetry telemetry = telemetry();

    @AutoClose
    private final Dispatcher dispatcher = new Dispatcher(topic, ONE_RECORD);

    @Test
    void outboxes_take_turns() throws Exception {
        var first = new Outbox("first", new SharedRoom(Long.MAX_VALUE), dispatcher::ready);
        var second = new Outbox("second", new SharedRoom(Long.MAX_VALUE), dispatcher::ready);
        put(first, 3);
        topic.next(); // in flight: nothing follows before it is answered
        put(second, 2);

        List<String> streams = new ArrayList<>();
        topic.answer(null);
        for (int i = 0; i < 4; i++) {
            streams.add(topic.next());
            topic.answer(null);
        }

        assertThat(streams).containsExactly("first", "second", "first", "second");
    }

    @Test
    void no_more_bytes_are_in_flight_than_may_be() throws Exception {
        put(new Outbox("gate", new SharedRoom(Long.MAX_VALUE), dispatcher::ready), 2);
        topic.next();

        assertThat(topic.sent.poll(SHORT.toMillis(), TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void one_that_gets_no_answer_takes_no_more_than_its_share() throws Exception {
        try (var roomy = new Dispatcher(topic, 4 * 8 * LARGE_BYTES)) {
            putLarge(new Outbox("silent", new SharedRoom(Long.MAX_VALUE), roomy::ready), 40);
            for (int i = 0; i < 8; i++) {
                assertThat(topic.next()).isEqualTo("silent");
            }
            assertThat(topic.sent.poll(SHORT.toMillis(), TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void however_many_get_no_answer_another_can_send_one() throws Exception {
        try (var roomy = new Dispatcher(topic, 8 * LARGE_BYTES)) {
            for (int i = 0; i < 10; i++) {
                putLarge(new Outbox("silent-" + i, new SharedRoom(Long.MAX_VALUE), roomy::ready), 3);
            }
            put(new Outbox("gate", new SharedRoom(Long.MAX_VALUE), roomy::ready), 1);

            String next = topic.sent.poll(LONG.toMillis(), TimeUnit.MILLISECONDS);
            while (next != null && !next.equals("gate")) {
                next = topic.sent.poll(LONG.toMillis(), TimeUnit.MILLISECONDS);
            }
            assertThat(next).isEqualTo("gate");
        }
    }

    @Test
    void it_is_drained_when_all_is_answered_and_not_before() throws Exception {
        put(new Outbox("gate", new SharedRoom(Long.MAX_VALUE), dispatcher::ready), 1);
        topic.next();
        assertThat(dispatcher.drain(SHORT)).isFalse();

        topic.answer(null);

        assertThat(dispatcher.drain(LONG)).isTrue();
        assertThat(telemetry.status(0).frames().published()).isEqualTo(1);
    }

    @Test
    void a_record_too_large_for_the_topic_is_dropped_and_the_others_go_on() throws Exception {
        put(new Outbox("gate", new SharedRoom(Long.MAX_VALUE), dispatcher::ready), 2);
        topic.next();
        topic.answer(new RecordTooLargeException());
        topic.next();
        topic.answer(null);

        assertThat(dispatcher.drain(LONG)).isTrue();
        assertThat(telemetry.status(0).frames().dropped()).isEqualTo(1);
        assertThat(telemetry.status(0).frames().published()).isEqualTo(1);
        assertThat(dispatcher.broken()).isEmpty();
    }

    @Test
    void a_topic_that_may_not_be_written_is_told() throws Exception {
        put(new Outbox("gate", new SharedRoom(Long.MAX_VALUE), dispatcher::ready), 1);
        topic.next();
        topic.answer(new TopicAuthorizationException("frames"));

        assertThat(dispatcher.broken()).containsInstanceOf(TopicAuthorizationException.class);
        assertThat(dispatcher.drain(LONG)).isFalse();
    }

    private void putLarge(Outbox outbox, int frames) throws InterruptedException {
        var entrance = outbox.enter(true, telemetry);
        for (int i = 0; i < frames; i++) {
            entrance.put(large(LARGE_BYTES, 0));
        }
    }

    private void put(Outbox outbox, int frames) throws InterruptedException {
        var entrance = outbox.enter(true, telemetry);
        for (int i = 0; i < frames; i++) {
            entrance.put(frame(i));
        }
    }

    /** Answers when the test says so. */
    private static final class FakeTopic implements FrameTopic {

        final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
        private final BlockingQueue<Callback> waiting = new LinkedBlockingQueue<>();

        @Override
        public void send(String stream, ByteBuffer value, Callback answer) {
            waiting.add(answer);
            sent.add(stream);
        }

        String next() throws InterruptedException {
            return sent.take();
        }

        void answer(Exception failure) throws InterruptedException {
            waiting.take().onCompletion(null, failure);
        }

        @Override
        public void close() {}
    }
}
