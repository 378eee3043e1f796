package dev.offramp.policy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes back the policy under one key of the topic, as a record without a value does. */
public record Withdrawal(Scope scope, String target, long validFromMillis) implements PolicyChange {

    private static final Pattern KEY =
            Pattern.compile("(DEFAULT|GROUP|STREAM)(?:@(-?\\d{1,19}))?/(.*)", Pattern.DOTALL);

    /** What a record without a value under this key takes back; empty where no policy has such a key. */
    public static Optional<Withdrawal> of(String topicKey) {
        Matcher matcher = KEY.matcher(topicKey);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            String from = matcher.group(2);
            var withdrawal = new Withdrawal(
                    Scope.valueOf(matcher.group(1)),
                    matcher.group(3),
                    from == null ? ScopedPolicy.AT_ONCE : Long.parseLong(from));
            return Optional.of(withdrawal).filter(found -> found.topicKey().equals(topicKey));
        } catch (NumberFormatException noTime) {
            return Optional.empty();
        }
    }
}
