package dev.offramp.kafka;

import dev.offramp.policy.PolicyRecord;
import dev.offramp.rejects.Refusal;
import dev.offramp.sample.Origin;

/** What a record of the policies topic is: a change of a policy, or none. */
public sealed interface PolicyEntry {

    /** Where the record lies. */
    Origin origin();

    /** A change; whether it is obeyed depends on those before it. */
    record Change(PolicyRecord record) implements PolicyEntry {

        @Override
        public Origin origin() {
            return record.origin();
        }
    }

    /** No change, whatever came before it. */
    record Damaged(Origin origin, String key, Refusal refusal) implements PolicyEntry {}
}
