package dev.offramp.cli.doctor;

import dev.offramp.kafka.KafkaSettings;
import dev.offramp.kafka.RightsCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;

/** Whose rights are looked at; docs/security.md lists them. */
enum Role {
    JOB,
    PUBLISHER,
    INGESTER,
    AUTHOR,
    READER;

    /** @param steers whether the job publishes policies itself */
    RightsCheck rights(KafkaSettings kafka, boolean steers) {
        KafkaSettings.Topics topics = kafka.topics();
        return switch (this) {
            case JOB -> RightsCheck.ofJob(kafka, steers);
            case PUBLISHER -> only("a publisher", List.of(topics.frames()), Set.of(AclOperation.WRITE));
            case INGESTER -> only("an ingester", List.of(topics.frames()), Set.of(AclOperation.WRITE));
            case AUTHOR -> only("an author", written(topics), Set.of(AclOperation.READ, AclOperation.WRITE));
            case READER -> reading(topics.all(), kafka.framesGroup());
        };
    }

    /** The topics that are looked at for it, in the order of the flow. */
    List<String> topics(KafkaSettings kafka) {
        List<String> topics = new ArrayList<>(kafka.topics().all());
        topics.retainAll(rights(kafka, false).topics().keySet());
        return topics;
    }

    /** By people: policies, and orders of bundles where there are any. */
    private static List<String> written(KafkaSettings.Topics topics) {
        return Stream.concat(Stream.of(topics.policies()), topics.bundles().stream())
                .toList();
    }

    private static RightsCheck only(String who, List<String> topics, Set<AclOperation> operations) {
        return new RightsCheck(who, rights(topics, operations), Map.of());
    }

    private static RightsCheck reading(List<String> topics, String group) {
        return new RightsCheck(
                "a reader", rights(topics, Set.of(AclOperation.READ)), Map.of(group, AclOperation.DESCRIBE));
    }

    private static Map<String, Set<AclOperation>> rights(List<String> topics, Set<AclOperation> operations) {
        Map<String, Set<AclOperation>> rights = new TreeMap<>();
        topics.forEach(topic -> rights.put(topic, operations));
        return rights;
    }
}
