package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.registry.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.Test;

class StartWaitTest {

    private static final TransactionTimeout TIMEOUT = new TransactionTimeout(Duration.ofMinutes(15), Optional.empty());
    private static final BrokerFindings SILENT = BrokerFindings.notYet(List.of("nobody answers"), TIMEOUT);
    private static final BrokerFindings NO_TOPIC = BrokerFindings.notYet(List.of("no topic"), TIMEOUT);
    private static final BrokerFindings WRONG = new BrokerFindings(List.of("two"), false, List.of(), TIMEOUT);
    private static final BrokerFindings GOOD = new BrokerFindings(List.of(), false, List.of(), TIMEOUT);

    private final TestingTime time = new TestingTime();
    private final List<String> progress = new ArrayList<>();

    @Test
    void a_broker_and_then_a_topic_that_come_later_are_waited_for_and_told_of() {
        assertThat(found(Duration.ofMinutes(5), SILENT, NO_TOPIC, GOOD)).isEqualTo(GOOD);

        assertThat(time.pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(progress)
                .containsExactly(
                        "waiting for Kafka, 0 s of 300 s (kafka.start-patience): nobody answers",
                        "waiting for Kafka, 1 s of 300 s (kafka.start-patience): no topic");
    }

    @Test
    void without_patience_it_is_asked_once() {
        assertThat(found(Duration.ZERO, SILENT, GOOD)).isEqualTo(SILENT);
        assertThat(progress).isEmpty();
    }

    @Test
    void what_does_not_pass_by_itself_is_not_waited_for() {
        assertThat(found(Duration.ofMinutes(5), WRONG, GOOD)).isEqualTo(WRONG);
        assertThat(time.pauses).isEmpty();
    }

    @Test
    void what_is_still_missing_in_the_end_is_what_was_found_last_and_pauses_have_a_bound() {
        BrokerFindings[] silent = new BrokerFindings[100];
        Arrays.fill(silent, SILENT);

        assertThat(found(Duration.ofMinutes(1), silent)).isEqualTo(SILENT);

        assertThat(time.pauses).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 15L, 15L, 15L);
    }

    @Test
    void the_last_pause_is_what_is_left_of_the_patience_however_long_questions_take() {
        time.perQuestion = Duration.ofSeconds(4);
        BrokerFindings[] silent = new BrokerFindings[100];
        Arrays.fill(silent, SILENT);

        assertThat(found(Duration.ofSeconds(30), silent)).isEqualTo(SILENT);

        assertThat(time.pauses).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 7L);
        assertThat(Duration.ofNanos(time.nanos())).isEqualTo(Duration.ofSeconds(34));
    }

    @Test
    void who_is_asked_next_has_what_is_left_of_the_patience() {
        StartWait wait = new StartWait(Duration.ofSeconds(4), time, progress::add);
        Deque<BrokerFindings> broker = new ArrayDeque<>(List.of(SILENT, SILENT, GOOD));
        wait.ask("Kafka", broker::remove, BrokerFindings::passing);

        wait.ask("the schema registry", () -> SILENT, BrokerFindings::passing);

        assertThat(time.pauses).extracting(Duration::toSeconds).containsExactly(1L, 2L, 1L);
        assertThat(progress)
                .last()
                .isEqualTo("waiting for the schema registry, 3 s of 4 s (kafka.start-patience): nobody answers");
    }

    @Test
    void whoever_is_to_end_waits_no_longer() {
        time.isInterrupted = true;

        assertThatThrownBy(() -> found(Duration.ofMinutes(5), SILENT, GOOD)).isInstanceOf(InterruptException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private BrokerFindings found(Duration patience, BrokerFindings... answers) {
        Deque<BrokerFindings> left = new ArrayDeque<>(List.of(answers));
        return new StartWait(patience, time, progress::add)
                .ask(
                        "Kafka",
                        () -> {
                            time.spent = time.spent.plus(time.perQuestion);
                            return left.remove();
                        },
                        BrokerFindings::passing);
    }

    /** Passes while it is paused, and while a question is asked. */
    private static final class TestingTime implements Time {

        private final List<Duration> pauses = new ArrayList<>();
        private Duration perQuestion = Duration.ZERO;
        private Duration spent = Duration.ZERO;
        private boolean isInterrupted;

        @Override
        public long nanos() {
            return spent.toNanos()
                    + pauses.stream().mapToLong(Duration::toNanos).sum();
        }

        @Override
        public void pause(Duration span) throws InterruptedException {
            if (isInterrupted) {
                throw new InterruptedException();
            }
            pauses.add(span);
        }
    }
}
