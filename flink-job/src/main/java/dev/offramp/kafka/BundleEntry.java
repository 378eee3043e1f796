package dev.offramp.kafka;

import dev.offramp.refresh.BundleRecord;
import dev.offramp.rejects.Refusal;
import dev.offramp.sample.Origin;

/** What a record of the bundles topic is: something that somebody says, or nothing. */
public sealed interface BundleEntry {

    /** Where the record lies. */
    Origin origin();

    /** An order, a report or a decision. */
    record Said(Origin origin, BundleRecord record) implements BundleEntry {}

    /** Nothing that anybody obeys. */
    record Damaged(Origin origin, String key, Refusal refusal) implements BundleEntry {}
}
