package dev.offramp.cli.read;

import dev.offramp.cli.terminal.Figures;
import dev.offramp.rejects.Refusal;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Looks at records and finds those that are wanted; tells aside what cannot be read. Not thread-safe. */
final class Selection {

    private static final long SILENCE_NANOS = 5_000_000_000L;
    private static final long LONG_SEARCH = 1000;

    private final RecordReader reader;
    private final WantedKinds kinds;
    private final Predicate<TopicRecord> wanted;
    private final PrintWriter aside;
    private final LeftOut leftOut = new LeftOut();
    private long lookedAt;
    private long lookedAtInVain;
    private long lastSign = System.nanoTime();

    /** @param aside for what is no record */
    Selection(RecordReader reader, WantedKinds kinds, Predicate<TopicRecord> wanted, PrintWriter aside) {
        this.reader = reader;
        this.kinds = kinds;
        this.wanted = wanted;
        this.aside = aside;
    }

    /** The record, where it can be read and is wanted. */
    Optional<TopicRecord> look(ConsumerRecord<byte[], byte[]> record) {
        lookedAt++;
        lookedAtInVain++;
        giveSign();
        try {
            return Optional.of(reader.read(record)).filter(this::isWanted);
        } catch (Refusal refusal) {
            leftOut.unreadable(RecordReader.origin(record), refusal).ifPresent(this::say);
            return Optional.empty();
        }
    }

    WantedKinds kinds() {
        return kinds;
    }

    long lookedAt() {
        return lookedAt;
    }

    /** What was left out, a line each. */
    List<String> leftOut() {
        return leftOut.summary(kinds.kinds().get(0).name());
    }

    /** Says what is no record. */
    void say(String line) {
        lastSign = System.nanoTime();
        aside.println(line);
        aside.flush();
    }

    /** A record was found, so that nobody wonders whether it goes on. */
    void found() {
        lookedAtInVain = 0;
        lastSign = System.nanoTime();
    }

    private boolean isWanted(TopicRecord record) {
        if (!wanted.test(record)) {
            return false;
        }
        boolean ofKind = kinds.contain(record);
        if (!ofKind && kinds.narrowed()) {
            leftOut.otherKind();
        }
        return ofKind;
    }

    private void giveSign() {
        if (lookedAtInVain > LONG_SEARCH && System.nanoTime() - lastSign > SILENCE_NANOS) {
            say("looked at " + Figures.count((double) lookedAt) + " records ...");
        }
    }
}
