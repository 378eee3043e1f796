package dev.offramp.policy;

import dev.offramp.wire.WireTypeInfo;

/**
 * What one stream may still take, in one subtask of an operator.
 *
 * @param balance    samples that it may take at once; below 1 it must earn first
 * @param usedMillis when it last came by, since the Unix epoch
 */
public record StreamAccount(String stream, double balance, long usedMillis) {

    public static final WireTypeInfo<StreamAccount> TYPE =
            new WireTypeInfo<>(StreamAccount.class, new StreamAccountFormat());

    /** The same with another balance. */
    public StreamAccount with(double newBalance, long nowMillis) {
        return new StreamAccount(stream, newBalance, nowMillis);
    }
}
