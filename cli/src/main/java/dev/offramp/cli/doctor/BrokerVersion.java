package dev.offramp.cli.doctor;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.server.common.MetadataVersion;

/** Which Kafka the brokers agree on. What the job needs of it, other checks ask. */
final class BrokerVersion implements Check<Broker> {

    private static final String FEATURE = "metadata.version";

    @Override
    public String name() {
        return "broker's version";
    }

    @Override
    public void examine(Broker broker, Findings findings) {
        Map<String, FinalizedVersionRange> features = broker.questions()
                .await(broker.questions().admin().describeFeatures().featureMetadata())
                .finalizedFeatures();
        Optional.ofNullable(features.get(FEATURE))
                .ifPresentOrElse(
                        version -> findings.ok(FEATURE + " " + spoken(version.maxVersionLevel())),
                        () -> findings.warning(
                                "the brokers do not say which " + FEATURE
                                        + " they agree on, as before Kafka 3.3 or with ZooKeeper;"
                                        + " the job is tested with Kafka 4",
                                "brokers of Kafka 4"));
    }

    private static String spoken(short level) {
        try {
            return MetadataVersion.fromFeatureLevel(level).toString();
        } catch (IllegalArgumentException newer) {
            return "of level " + level + ", which is newer than the job's own client";
        }
    }
}
