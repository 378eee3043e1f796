package dev.offramp.refresh;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.wire.WireTypeInfo;
import java.io.Serializable;
import java.util.Optional;
import org.apache.flink.util.OutputTag;

/**
 * What became of an order.
 *
 * @param about           key of the order
 * @param order           its version
 * @param source          of its bundle; empty where it takes one away
 * @param outcome         so far
 * @param validFromMillis event time from which it holds, since the Unix epoch; 0 where it does not hold
 * @param reason          of the outcome
 * @param decidedAtMillis since the Unix epoch
 */
public record Decision(
        String about,
        long order,
        Optional<BundleSource> source,
        Outcome outcome,
        long validFromMillis,
        String reason,
        long decidedAtMillis)
        implements BundleRecord, Serializable {

    public static final WireTypeInfo<Decision> TYPE = new WireTypeInfo<>(Decision.class, new DecisionFormat());

    /** The side output on which they are told. */
    public static final OutputTag<BundleRecord> DECISIONS = new OutputTag<>("decisions", BundleRecord.TYPE);

    /** Before what an order is about. */
    public static final String KEY = "decision/";

    /** What can become of an order. */
    public enum Outcome {
        /** It holds. */
        ACCEPTED,
        /** It changed nothing. */
        REFUSED,
        /** It held, until its rule took its bundle back; the order that ends the trial follows, and is decided like any other. */
        ROLLED_BACK
    }

    /** An order holds, for the reason for which it was given. */
    static Decision accepted(Order order, long validFromMillis, long nowMillis) {
        return on(order, Outcome.ACCEPTED, validFromMillis, order.reason(), nowMillis);
    }

    /** An order changes nothing. */
    static Decision refused(Order order, String reason, long nowMillis) {
        return on(order, Outcome.REFUSED, 0, reason, nowMillis);
    }

    /** An order's bundle is taken back by its rule. */
    static Decision rolledBack(Order order, String reason, long nowMillis) {
        return on(order, Outcome.ROLLED_BACK, 0, reason, nowMillis);
    }

    private static Decision on(Order order, Outcome outcome, long validFromMillis, String reason, long nowMillis) {
        return new Decision(order.key(), order.version(), order.source(), outcome, validFromMillis, reason, nowMillis);
    }

    @Override
    public String topicKey() {
        return KEY + about;
    }
}
