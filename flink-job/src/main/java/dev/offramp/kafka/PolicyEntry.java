package dev.offramp.kafka;

import dev.offramp.policy.PolicyRecord;
import dev.offramp.rejects.Refusal;
import dev.offramp.sample.Origin;

/** What a record of the policies topic is: an update, or none. */
public sealed interface PolicyEntry {

    /** Where the record lies. */
    Origin origin();

    /** An update; whether it is obeyed depends on those before it. */
    record Update(PolicyRecord record) implements PolicyEntry {

        @Override
        public Origin origin() {
            return record.origin();
        }
    }

    /** No update, whatever came before it. */
    record Damaged(Origin origin, String key, Refusal refusal) implements PolicyEntry {}
}
