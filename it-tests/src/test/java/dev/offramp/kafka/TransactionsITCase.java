package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.it.TestBroker;
import dev.offramp.it.TestTopics;
import dev.offramp.it.cluster.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Exactly once for months: what transactions leave behind on a broker, and what a start makes of it. */
class TransactionsITCase {

    /** -Dofframp.checkpoints=2000 is what a job does in three hours; a broker keeps a transactional id for seven days. */
    private static final int CHECKPOINTS = Integer.getInteger("offramp.checkpoints", 500);

    private static final int SINKS = 2;

    /** The one that is written into, and those of checkpoints that are not committed yet. */
    private static final int IDS_OF_A_SUBTASK = 3;

    private static final Duration SECONDS = Duration.ofSeconds(30);

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private final TestTopics topics = new TestTopics(BROKER.running());

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void checkpoint_after_checkpoint_uses_the_same_few_transactional_ids_and_the_next_start_takes_seconds()
            throws Exception {
        try (CommittedValues answers = answers()) {
            try (SinkJob job = SinkJob.start(topics.settings())) {
                answers.awaitInEveryPartition(
                        value -> NumberedAnswers.checkpoints(value) >= CHECKPOINTS, Duration.ofMinutes(9));
            }

            assertThat(transactionalIds()).hasSizeBetween(SINKS, SINKS * SinkJob.PARALLELISM * IDS_OF_A_SUBTASK);
            awaitAnswersOfAFreshStart(answers);
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void a_job_that_ends_leaves_no_admin_client_behind() throws Exception {
        Set<Thread> before = adminClients();
        try (CommittedValues answers = answers();
                SinkJob job = SinkJob.start(topics.settings())) {
            answers.awaitInEveryPartition(value -> NumberedAnswers.run(value).equals(job.run()), SECONDS);
        }

        Await.until("admin clients to be closed", SECONDS, () -> before.containsAll(adminClients()));
    }

    private static Set<Thread> adminClients() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("kafka-admin-client-thread"))
                .collect(Collectors.toSet());
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void transactions_that_a_killed_job_left_open_neither_show_nor_hold_up_the_answers_of_the_next() throws Exception {
        List<OpenTransaction> left = new ArrayList<>();
        try (CommittedValues answers = answers()) {
            try (SinkJob job = SinkJob.start(topics.settings())) {
                answers.awaitInEveryPartition(
                        value -> NumberedAnswers.run(value).equals(job.run()), SECONDS);
            }
            for (String id : transactionalIds()) {
                left.add(new OpenTransaction(topics.bootstrapServers(), id, topicOf(id), "left-open@0"));
            }
            left.add(openUnderAHigherSubtask());

            awaitAnswersOfAFreshStart(answers);
            assertThat(answers.seen()).doesNotContain("left-open@0");
            assertThat(left).hasSizeGreaterThan(SINKS).allSatisfy(old -> assertThatThrownBy(old::commit)
                    .isInstanceOf(KafkaException.class));
        } finally {
            left.forEach(OpenTransaction::close);
        }
    }

    /** Of a job that ran with more subtasks than the next one has. */
    private OpenTransaction openUnderAHigherSubtask() {
        String topic = topics.name("classifications");
        String id = prefix() + "-" + topic + "-" + (SinkJob.PARALLELISM + 3) + "-0";
        return new OpenTransaction(topics.bootstrapServers(), id, topic, "left-open@0");
    }

    private void awaitAnswersOfAFreshStart(CommittedValues answers) throws Exception {
        try (SinkJob fresh = SinkJob.start(topics.settings())) {
            answers.awaitInEveryPartition(value -> NumberedAnswers.run(value).equals(fresh.run()), SECONDS);
        }
    }

    private CommittedValues answers() {
        return new CommittedValues(topics.bootstrapServers(), topics.name("classifications"));
    }

    private String prefix() {
        return topics.settings().getOrDefault("kafka.transactional-id-prefix", "");
    }

    private String topicOf(String transactionalId) {
        return List.of(topics.name("classifications"), topics.name("rejects")).stream()
                .filter(transactionalId::contains)
                .findFirst()
                .orElseThrow();
    }

    /** All that the broker remembers of these jobs, whatever state it is in. */
    private List<String> transactionalIds() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", topics.bootstrapServers()))) {
            return admin.listTransactions().all().get(30, TimeUnit.SECONDS).stream()
                    .map(TransactionListing::transactionalId)
                    .filter(id -> id.startsWith(prefix()))
                    .toList();
        }
    }
}
