package dev.offramp.cli.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One process of a cluster, dead or alive.
 *
 * @param name    as in {@code taskmanager-2}
 * @param pid     of the process, when it was last started
 * @param since   when that was, milliseconds since the Unix epoch as the system says: a process with the same number and another time
 *                is not ours
 * @param host    that it listens at
 * @param ports   that it listens on, the one that others speak with first; empty where it chooses by itself
 * @param command that starts it
 */
record Member(String name, Role role, long pid, long since, String host, List<Integer> ports, List<String> command) {

    Member {
        ports = List.copyOf(ports);
        command = List.copyOf(command);
    }

    /** The process, where it lives. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(handle -> handle.isAlive() && startOf(handle) == since);
    }

    boolean isAlive() {
        return process().isPresent();
    }

    /** Where others speak with it. */
    String address() {
        return host + ":" + ports.get(0);
    }

    /** The same, started again as another process. */
    Member startedAs(ProcessHandle handle) {
        return new Member(name, role, handle.pid(), startOf(handle), host, ports, command);
    }

    /** Milliseconds since the Unix epoch; 0 where the system does not say. */
    static long startOf(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
