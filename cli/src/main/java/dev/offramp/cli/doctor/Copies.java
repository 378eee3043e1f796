package dev.offramp.cli.doctor;

import java.util.Optional;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * The copies of a topic's worst partition.
 *
 * @param inSync of them, at present
 * @param needed in sync, to be written
 */
record Copies(int copies, int inSync, int needed) {

    static Copies of(TopicDescription topic, int needed) {
        return new Copies(
                topic.partitions().stream()
                        .mapToInt(partition -> partition.replicas().size())
                        .min()
                        .orElse(0),
                topic.partitions().stream()
                        .mapToInt(partition -> partition.isr().size())
                        .min()
                        .orElse(0),
                needed);
    }

    /** Says where nothing can be written. */
    void tell(String topic, Findings findings) {
        if (needed > copies) {
            findings.wrong(
                    "topic " + topic + " has min.insync.replicas " + needed + " and " + copies
                            + (copies == 1 ? " copy" : " copies")
                            + " of a partition: brokers before 3.7 never acknowledge what the job"
                            + " writes, later ones take fewer copies for enough than was asked for",
                    "min.insync.replicas of at most " + copies + " on it, or more copies");
        } else if (inSync < needed) {
            findings.wrong(
                    "topic " + topic + " has " + inSync + " of " + copies + " copies of a partition in sync and wants "
                            + needed + " (min.insync.replicas): nothing the job writes is acknowledged",
                    "start the brokers that are away");
        }
    }

    /** What one broker less would do, where everything can be written now. */
    Optional<String> weakness() {
        if (needed > copies || inSync < needed) {
            return Optional.empty();
        }
        if (copies == 1) {
            return Optional.of(
                    "one copy: while its broker is away nothing is read or written, and with its disk all is lost");
        }
        return copies == needed
                ? Optional.of(copies
                        + " copies, of which min.insync.replicas wants all: with one broker away nothing is written")
                : Optional.empty();
    }
}
