package dev.offramp.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.offramp.refresh.BundleRecord;
import org.apache.flink.api.common.functions.MapFunction;

/** Turns what the job says of bundles into records of the bundles topic. */
public final class EncodeBundlesFunction implements MapFunction<BundleRecord, OutgoingRecord> {

    private static final long serialVersionUID = 1;

    @Override
    public OutgoingRecord map(BundleRecord record) {
        return new OutgoingRecord(
                record.topicKey().getBytes(UTF_8), BundleRecordWriter.write(record), System.currentTimeMillis());
    }
}
