package dev.offramp.cli.cluster;

import java.util.List;
import java.util.Optional;

/**
 * One process of a cluster, dead or alive.
 *
 * @param name    as in {@code taskmanager-2}
 * @param pid     of the process, when it was last started; 0 before that
 * @param birth   when that was: a process with the same number and another birth is not ours
 * @param host    that it listens at
 * @param ports   that it listens on, the one that others speak with first; empty where it chooses by itself
 * @param command that starts it
 */
record Member(
        String name, Role role, long pid, ProcessBirth birth, String host, List<Integer> ports, List<String> command) {

    private static final ProcessBirth UNBORN = new ProcessBirth("", 0);

    Member {
        ports = List.copyOf(ports);
        command = List.copyOf(command);
    }

    /** One that was not started yet. */
    static Member unborn(String name, Role role, String host, List<Integer> ports, List<String> command) {
        return new Member(name, role, 0, UNBORN, host, ports, command);
    }

    /** The process, where it lives. */
    Optional<ProcessHandle> process() {
        return ProcessBirth.of(pid).filter(birth::equals).flatMap(same -> ProcessHandle.of(pid));
    }

    boolean isAlive() {
        return process().isPresent();
    }

    /** Where others speak with it. */
    String address() {
        return host + ":" + ports.get(0);
    }

    /** The same, started again as another process. */
    Member startedAs(long process) {
        return new Member(name, role, process, ProcessBirth.of(process).orElse(UNBORN), host, ports, command);
    }
}
