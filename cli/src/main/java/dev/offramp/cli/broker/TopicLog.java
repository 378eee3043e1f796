package dev.offramp.cli.broker;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.CompactedTopicReader;
import dev.offramp.sample.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * What is on a compacted topic: read from its beginning, and added to.
 *
 * @param <E> what a record is
 */
public final class TopicLog<E> implements AutoCloseable {

    /** For readers of it: a job may commit what it writes with its checkpoints, and until then nobody sees what came after. */
    public static final Duration PATIENCE = Duration.ofMinutes(1);

    private final RecordPublisher publisher;
    private final Function<E, Origin> originOf;
    private final CompactedTopicReader<E> reader;
    private final List<E> entries = new ArrayList<>();
    private final Set<Origin> own = new HashSet<>();

    private TopicLog(RecordPublisher publisher, Function<E, Origin> originOf, CompactedTopicReader<E> reader) {
        this.publisher = publisher;
        this.originOf = originOf;
        this.reader = reader;
    }

    /**
     * Opens a topic that exists.
     *
     * @param reader   connects
     * @param originOf says where a record lies
     */
    public static <E> TopicLog<E> open(
            RecordPublisher publisher, Supplier<CompactedTopicReader<E>> reader, Function<E, Origin> originOf) {
        try {
            return new TopicLog<>(publisher, originOf, reader.get());
        } catch (KafkaException failure) {
            throw unreadable(publisher, failure);
        }
    }

    /** All that is on the topic now. */
    public List<E> readToEnd() {
        try {
            entries.addAll(reader.readToEnd());
            return seen();
        } catch (KafkaException failure) {
            throw unreadable(publisher, failure);
        }
    }

    /** What comes within a time span, perhaps nothing; returns with the first. */
    public List<E> poll(Duration span) {
        try {
            List<E> fresh = reader.poll(span);
            entries.addAll(fresh);
            return fresh;
        } catch (KafkaException failure) {
            throw unreadable(publisher, failure);
        }
    }

    /** What was read so far. */
    public List<E> seen() {
        return List.copyOf(entries);
    }

    /** What was read so far and was not published here. */
    public List<E> ofOthers() {
        return entries.stream().filter(entry -> !own.contains(placeOf(entry))).toList();
    }

    /** The same, up to a record and without it. */
    public List<E> ofOthersBefore(Origin origin) {
        return ofOthers().stream()
                .filter(entry -> placeOf(entry).partition() == origin.partition()
                        && placeOf(entry).offset() < origin.offset())
                .toList();
    }

    /**
     * Publishes a record and reads the topic up to it; returns where it lies.
     *
     * @param value in single-object encoding; empty where the record takes away what its key had
     * @param what  it is, for messages: the policy for group lobby-
     * @param later command that tells what came of it
     */
    public Origin publish(String key, Optional<byte[]> value, String what, String later) {
        RecordMetadata where = publisher.publish(key, value, what);
        Origin origin = new Origin(where.topic(), where.partition(), where.offset(), 0);
        own.add(origin);
        try {
            entries.addAll(reader.readPast(where.partition(), where.offset()));
            return origin;
        } catch (KafkaException failure) {
            throw new CommandFailure(
                    what + " is published as " + where + ", but what came of it cannot be read: " + failure.getMessage()
                            + "; " + later + " tells later",
                    failure);
        }
    }

    @Override
    public void close() {
        reader.close();
    }

    private Origin placeOf(E entry) {
        return place(originOf.apply(entry));
    }

    /** An origin without its time, which a producer may not know. */
    public static Origin place(Origin origin) {
        return new Origin(origin.topic(), origin.partition(), origin.offset(), 0);
    }

    private static CommandFailure unreadable(RecordPublisher publisher, KafkaException failure) {
        return new CommandFailure(
                "the topic " + publisher.topic() + " at " + publisher.settings().bootstrapServers()
                        + " cannot be read: " + failure.getMessage(),
                failure);
    }
}
