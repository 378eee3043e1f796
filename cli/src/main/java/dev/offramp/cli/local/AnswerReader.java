package dev.offramp.cli.local;

import dev.offramp.cli.broker.CommittedReader;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.kafka.KafkaSettings.Topics;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Reads classifications and rejects, as any client would: only what is committed. */
public final class AnswerReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Topics topics;
    private final CommittedReader records;

    private AnswerReader(Topics topics, CommittedReader records) {
        this.topics = topics;
        this.records = records;
    }

    /** Reads both topics from their beginning. */
    public static AnswerReader ofAll(String bootstrapServers, Topics topics) {
        return new AnswerReader(topics, CommittedReader.ofAll(bootstrapServers, both(topics)));
    }

    /** Reads what comes to both topics of a job from now on, with what its settings say of clients and registry. */
    public static AnswerReader ofNew(KafkaSettings settings) {
        return new AnswerReader(settings.topics(), CommittedReader.ofNew(settings, both(settings.topics())));
    }

    /** Hands on what comes until it is enough, or until nothing has come for so long. */
    public void follow(BooleanSupplier enough, Duration patience, AnswerListener listener) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!enough.getAsBoolean() && System.nanoTime() < deadline) {
            if (poll(listener) > 0) {
                deadline = System.nanoTime() + patience.toNanos();
            }
            listener.caughtUp();
        }
    }

    @Override
    public void close() {
        records.close();
    }

    private int poll(AnswerListener listener) {
        var messages = records.poll(POLL);
        for (var message : messages.records(topics.classifications())) {
            records.answer(message)
                    .ifPresentOrElse(
                            answer -> listener.answered(answer, message.timestamp()),
                            () -> listener.missing(records.gap(message)));
        }
        for (var message : messages.records(topics.rejects())) {
            listener.rejected(records.reject(message));
        }
        return messages.count();
    }

    private static List<String> both(Topics topics) {
        return List.of(topics.classifications(), topics.rejects());
    }
}
