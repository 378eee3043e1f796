package dev.offramp.job;

import dev.offramp.kafka.ConsumedRecord;
import dev.offramp.kafka.KafkaEndpoints;
import dev.offramp.kafka.OutgoingRecord;
import dev.offramp.policy.KnownPolicies;
import dev.offramp.registry.KnownSchemas;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;

/**
 * What the topology begins and ends with; tests put others in.
 *
 * @param known   policies that were there before the job started
 * @param schemas that a registry had then
 * @param steered where steering writes its policies: the topic that policies are read from
 * @param bundles where there are others than the one that the job was started with
 */
public record Endpoints(
        Source<ConsumedRecord, ?, ?> frames,
        Source<ConsumedRecord, ?, ?> policies,
        KnownPolicies known,
        KnownSchemas schemas,
        Sink<OutgoingRecord> classifications,
        Sink<OutgoingRecord> rejects,
        Sink<OutgoingRecord> throughput,
        Sink<OutgoingRecord> steered,
        Optional<Bundles> bundles) {

    /** Both ends of the loop that changes bundles. */
    public record Bundles(Source<ConsumedRecord, ?, ?> source, Sink<OutgoingRecord> sink) {}

    /** The topics of the settings. */
    static Endpoints on(KafkaEndpoints kafka, KnownPolicies known) {
        return new Endpoints(
                kafka.frames(),
                kafka.policies(),
                known,
                kafka.schemas(),
                kafka.classifications(),
                kafka.rejects(),
                kafka.throughput(),
                kafka.steered(),
                kafka.bundles()
                        .map(source -> new Bundles(source, kafka.refreshed().orElseThrow())));
    }
}
