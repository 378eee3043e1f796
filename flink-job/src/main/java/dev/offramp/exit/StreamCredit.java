package dev.offramp.exit;

import dev.offramp.wire.WireTypeInfo;

/**
 * What one stream may still spend at one exit, in one subtask.
 *
 * @param balance    samples that it may send deeper; below 1 it must earn first
 * @param usedMillis when it last came by, since the Unix epoch
 */
public record StreamCredit(String stream, double balance, long usedMillis) {

    public static final WireTypeInfo<StreamCredit> TYPE =
            new WireTypeInfo<>(StreamCredit.class, new StreamCreditFormat());

    StreamCredit with(double newBalance, long nowMillis) {
        return new StreamCredit(stream, newBalance, nowMillis);
    }
}
