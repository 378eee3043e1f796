package dev.offramp.cli.cluster;

import java.util.List;

/**
 * What a cluster is to be made of.
 *
 * @param brokers      1, or 3 that keep three copies
 * @param jobManagers  above 1, ZooKeeper says which one leads, and another takes over where it dies
 * @param taskManagers of {@code slots} each
 * @param network      in which they listen
 * @param flinkOptions {@code key=value} of Flink, over what the cluster sets
 * @param environment  {@code NAME=VALUE}, variables of JobManagers and TaskManagers besides those that they inherit
 */
record ClusterPlan(
        int brokers,
        int jobManagers,
        int taskManagers,
        int slots,
        Network network,
        List<String> flinkOptions,
        List<String> environment) {

    ClusterPlan {
        flinkOptions = List.copyOf(flinkOptions);
        environment = environment == null ? List.of() : List.copyOf(environment); // files of before have none
    }

    boolean isHighlyAvailable() {
        return jobManagers > 1;
    }
}
