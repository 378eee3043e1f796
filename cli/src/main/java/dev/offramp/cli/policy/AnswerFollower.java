package dev.offramp.cli.policy;

import dev.offramp.cli.broker.CommittedReader;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.schema.Classification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads the results that come from now on, only what is committed. Not thread-safe. */
final class AnswerFollower implements AutoCloseable {

    private final CommittedReader records;

    AnswerFollower(KafkaSettings settings, String topic) {
        this.records = CommittedReader.ofNew(settings, List.of(topic));
    }

    /** What comes within a time span, perhaps nothing; returns with the first. */
    List<Classification> poll(Duration span) {
        List<Classification> answers = new ArrayList<>();
        records.poll(span).forEach(message -> records.answer(message).ifPresent(answers::add));
        return answers;
    }

    @Override
    public void close() {
        records.close();
    }
}
