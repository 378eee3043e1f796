package dev.offramp.cli.cluster;

import java.util.Locale;

/** What a process of a cluster is, in the order in which they are started. */
enum Role {
    ZOOKEEPER(10),
    BROKER(20),
    JOBMANAGER(30),
    TASKMANAGER(100);

    private final int firstAddress;

    Role(int firstAddress) {
        this.firstAddress = firstAddress;
    }

    /** As in {@code taskmanager-2}. */
    String name(int number) {
        return name().toLowerCase(Locale.ROOT) + "-" + number;
    }

    /** The last part of the address that it has in a network of its own. */
    int address(int number) {
        return firstAddress + number;
    }
}
