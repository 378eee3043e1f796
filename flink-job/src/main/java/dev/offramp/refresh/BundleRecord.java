package dev.offramp.refresh;

import dev.offramp.wire.WireTypeInfo;

/** What the bundles topic says: what is wanted, how far each task is with it, and what became of it. */
public sealed interface BundleRecord permits Order, TaskReport, Decision {

    WireTypeInfo<BundleRecord> TYPE = new WireTypeInfo<>(BundleRecord.class, new BundleRecordFormat());

    /** Key of the record, by which the topic is compacted. */
    String topicKey();
}
