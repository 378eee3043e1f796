package dev.offramp.cli.cluster;

import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the processes of a cluster listen: on this machine's loopback address, or each in a network namespace of its own with an address
 * of its own, behind a bridge, so that its cable can be cut. Namespaces are Linux's and want root.
 *
 * @param isolated whether each has a namespace
 */
record Network(boolean isolated) {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String PREFIX = "10.87.0.";
    private static final String BRIDGE = "offramp0";
    private static final int LAST = 250;
    private static final Path SPACES = Path.of("/run/netns");
    private static final String SPACE = "offramp-";

    /** The bridge, where there is to be one. */
    void prepare() {
        if (!isolated) {
            return;
        }
        if (Files.exists(Path.of("/sys/class/net", BRIDGE))) {
            throw new CommandFailure(
                    "there is a network " + BRIDGE + " already: another isolated cluster runs here, or was"
                            + " not taken down ('ip link del " + BRIDGE + "' removes it)");
        }
        ip("link", "add", BRIDGE, "type", "bridge");
        ip("addr", "add", PREFIX + 1 + "/24", "dev", BRIDGE);
        ip("link", "set", BRIDGE, "up");
    }

    /** The address of one; with a namespace, that is there afterwards. */
    String join(Role role, int number) {
        if (!isolated) {
            return LOOPBACK;
        }
        int last = role.address(number);
        if (last > LAST) {
            throw new CommandFailure("the network has no address left for " + role.name(number));
        }
        String name = role.name(number);
        String host = PREFIX + last;
        String cable = "offramp" + last;
        ip("netns", "add", space(name));
        ip("link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", space(name));
        ip("link", "set", cable, "master", BRIDGE, "up");
        ip("-n", space(name), "addr", "add", host + "/24", "dev", "eth0");
        ip("-n", space(name), "link", "set", "lo", "up");
        ip("-n", space(name), "link", "set", "eth0", "up");
        return host;
    }

    /** What a command begins with that is to run there. */
    List<String> within(String name) {
        return isolated ? List.of("ip", "netns", "exec", space(name)) : List.of();
    }

    /** Nothing reaches it any more, and nothing that it sends leaves it. */
    void cut(Member member) {
        requireCables();
        ip("-n", space(member.name()), "link", "set", "eth0", "down");
    }

    /** What these two send each other is dropped; all others reach both. */
    void cut(Member one, Member other) {
        requireCables();
        ip("-n", space(one.name()), "route", "replace", "blackhole", other.host() + "/32");
        ip("-n", space(other.name()), "route", "replace", "blackhole", one.host() + "/32");
    }

    /** Undoes every cut of it. */
    void mend(Member member, List<Member> others) {
        requireCables();
        ip("-n", space(member.name()), "link", "set", "eth0", "up");
        for (Member other : others) {
            mendRoute(member, other);
            mendRoute(other, member);
        }
    }

    private static void mendRoute(Member from, Member to) {
        try {
            run(command("-n", space(from.name()), "route", "del", "blackhole", to.host() + "/32"));
        } catch (IOException none) {
            throw new CommandFailure("ip cannot be run: " + none.getMessage(), none);
        }
    }

    /** Forgets a namespace, where it is there; who was in it must have ended. */
    void leave(String name) {
        if (isolated && Files.exists(SPACES.resolve(space(name)))) {
            ip("netns", "del", space(name));
        }
    }

    /** The bridge goes, and every namespace that is left. */
    void remove() {
        if (!isolated) {
            return;
        }
        for (String left : spaces()) {
            ip("netns", "del", left);
        }
        if (Files.exists(Path.of("/sys/class/net", BRIDGE))) {
            ip("link", "del", BRIDGE);
        }
    }

    private static List<String> spaces() {
        try (Stream<Path> files = Files.exists(SPACES) ? Files.list(SPACES) : Stream.empty()) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(SPACE))
                    .toList();
        } catch (IOException unreadable) {
            throw new CommandFailure(SPACES + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private void requireCables() {
        if (!isolated) {
            throw new CommandFailure(
                    "this cluster has no cables to cut: all of it is on the loopback address; start it with"
                            + " './offramp cluster up --isolated', as root");
        }
    }

    private static String space(String name) {
        return SPACE + name;
    }

    private static void ip(String... arguments) {
        try {
            String complaint = run(command(arguments));
            if (!complaint.isEmpty()) {
                throw new CommandFailure("'ip " + String.join(" ", arguments) + "' failed: " + complaint
                        + " (network namespaces want root)");
            }
        } catch (IOException failure) {
            throw new CommandFailure("ip cannot be run (Debian: iproute2): " + failure.getMessage(), failure);
        }
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** What it complained of; empty where it succeeded. */
    private static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            return process.waitFor() == 0 ? "" : said.isEmpty() ? "it ended with " + process.exitValue() : said;
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("stopped", hurried);
        }
    }
}
