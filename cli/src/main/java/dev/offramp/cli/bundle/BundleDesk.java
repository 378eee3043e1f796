package dev.offramp.cli.bundle;

import dev.offramp.cli.broker.RecordPublisher;
import dev.offramp.cli.broker.TopicLog;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.BundleEntry;
import dev.offramp.kafka.BundleOrderCheck;
import dev.offramp.kafka.BundleRecordWriter;
import dev.offramp.kafka.BundleTopic;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.kafka.TopicSubjects;
import dev.offramp.refresh.Decision;
import dev.offramp.refresh.Order;
import dev.offramp.refresh.TrialCheck;
import dev.offramp.rejects.Refusal;
import dev.offramp.sample.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where orders of bundles are handed in: publishes one and reads back whether somebody else ordered at the same moment; whoever comes
 * second tries again on top.
 */
final class BundleDesk implements AutoCloseable {

    /** What a new order is made of: what is there, and the version that it gets. */
    interface Draft {

        Order over(BundleBoard board, long version);
    }

    /** An order that is on the topic, and how often it was tried. */
    record Change(Order order, int attempts) {}

    private static final int ATTEMPTS = 5;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final String LATER = "./offramp bundle show";

    private final TopicLog<BundleEntry> log;

    private BundleDesk(TopicLog<BundleEntry> log) {
        this.log = log;
    }

    /** Opens the desk over a topic that exists. */
    static BundleDesk open(KafkaSettings settings) {
        String topic = settings.topics().bundles().orElseThrow();
        var publisher = new RecordPublisher(settings, topic, new TopicSubjects(settings.topics()).bundles());
        var bundles = new BundleTopic(settings, topic, TopicLog.PATIENCE);
        return new BundleDesk(TopicLog.open(publisher, bundles::reader, BundleEntry::origin));
    }

    /** What the topic comes to now. */
    BundleBoard board() {
        return BundleBoard.of(log.readToEnd());
    }

    /** What comes within a time span, perhaps nothing; returns with the first. */
    List<BundleEntry> poll(Duration span) {
        return log.poll(span);
    }

    /** Publishes an order over what is there, or fails. */
    Change submit(Draft draft) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            long version = board().newestVersion() + 1;
            BundleBoard before = BundleBoard.of(log.ofOthers());
            Order order = draft.over(before, version);
            check(order);
            Origin origin = log.publish(
                    order.topicKey(),
                    Optional.of(BundleRecordWriter.write(order)),
                    "the order for " + BundleText.about(order),
                    LATER);
            BundleBoard then = BundleBoard.of(log.ofOthersBefore(origin));
            if (then.newestVersion() < version && then.order(order.key()).equals(before.order(order.key()))) {
                return new Change(order, attempt);
            }
        }
        throw new CommandFailure("the order was overtaken by others " + ATTEMPTS
                + " times; the newest record of its scope may be one that the job refused, so order it again");
    }

    private static void check(Order order) {
        try {
            BundleOrderCheck.check(order);
        } catch (Refusal refusal) {
            throw new CommandFailure("the job would refuse this: " + refusal.detail(), refusal);
        }
        TrialCheck.problem(order).ifPresent(problem -> {
            throw new CommandFailure("the job would refuse this: " + problem);
        });
    }

    /** Waits for what becomes of an order; empty where it stays open for longer than the patience. */
    Optional<Decision> await(Order order, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<Decision> decision = board().decision(order);
        while (decision.isEmpty() && System.nanoTime() - deadline < 0) {
            log.poll(POLL);
            decision = BundleBoard.of(log.seen()).decision(order);
        }
        return decision;
    }

    @Override
    public void close() {
        log.close();
    }
}
