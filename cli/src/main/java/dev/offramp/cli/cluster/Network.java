package dev.offramp.cli.cluster;

import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final String CABLE = "offramp";
    private static final int LAST = 250;
    private static final Path INTERFACES = Path.of("/sys/class/net");
    private static final Path SPACES = Path.of("/run/netns");
    private static final String SPACE = "offramp-";

    /** The bridge, where there is to be one. */
    void prepare() {
        if (!isolated) {
            return;
        }
        if (Files.exists(INTERFACES.resolve(BRIDGE))) {
            throw new CommandFailure(
                    "there is a network " + BRIDGE + " already: another isolated cluster runs here, or was"
                            + " not taken down ('ip link del " + BRIDGE + "' removes it)");
        }
        Ip.run("link", "add", BRIDGE, "type", "bridge");
        Ip.run("addr", "add", PREFIX + 1 + "/24", "dev", BRIDGE);
        Ip.run("link", "set", BRIDGE, "up");
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
        String cable = CABLE + last;
        Ip.run("netns", "add", space(name));
        Ip.run("link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", space(name));
        Ip.run("link", "set", cable, "master", BRIDGE, "up");
        Ip.run("-n", space(name), "addr", "add", host + "/24", "dev", "eth0");
        Ip.run("-n", space(name), "link", "set", "lo", "up");
        Ip.run("-n", space(name), "link", "set", "eth0", "up");
        return host;
    }

    /** What a command begins with that is to run there. */
    List<String> within(String name) {
        return isolated ? List.of("ip", "netns", "exec", space(name)) : List.of();
    }

    /** Nothing reaches it any more, and nothing that it sends leaves it. */
    void cut(Member member) {
        requireCables();
        Ip.run("-n", space(member.name()), "link", "set", "eth0", "down");
    }

    /** What these two send each other is dropped; all others reach both. */
    void cut(Member one, Member other) {
        requireCables();
        Ip.run("-n", space(one.name()), "route", "replace", "blackhole", other.host() + "/32");
        Ip.run("-n", space(other.name()), "route", "replace", "blackhole", one.host() + "/32");
    }

    /** Undoes every cut of it. */
    void mend(Member member, List<Member> others) {
        requireCables();
        Ip.run("-n", space(member.name()), "link", "set", "eth0", "up");
        for (Member other : others) {
            mendRoute(member, other);
            mendRoute(other, member);
        }
    }

    private static void mendRoute(Member from, Member to) {
        Ip.attempt("-n", space(from.name()), "route", "del", "blackhole", to.host() + "/32");
    }

    /** Forgets the namespace of one, where it is there; who was in it must have ended. */
    void leave(Member member) {
        if (isolated && Files.exists(SPACES.resolve(space(member.name())))) {
            // the cable first, which would stay as long as the namespace: minutes, where a connection is half closed
            cutOff(CABLE + member.host().substring(PREFIX.length()));
            Ip.run("netns", "del", space(member.name()));
        }
    }

    /** The bridge goes, and every namespace and cable that is left. */
    void remove() {
        if (!isolated) {
            return;
        }
        named(INTERFACES, CABLE).stream()
                .filter(cable -> cable.matches(CABLE + "[1-9][0-9]*"))
                .forEach(Network::cutOff);
        for (String left : named(SPACES, SPACE)) {
            Ip.run("netns", "del", left);
        }
        if (Files.exists(INTERFACES.resolve(BRIDGE))) {
            Ip.run("link", "del", BRIDGE);
        }
    }

    /** Whoever was quicker has done it too. */
    private static void cutOff(String cable) {
        String complaint = Ip.attempt("link", "del", cable);
        if (Files.exists(INTERFACES.resolve(cable))) {
            throw new CommandFailure("the cable " + cable + " cannot be removed: " + complaint);
        }
    }

    private static List<String> named(Path folder, String prefix) {
        try (Stream<Path> files = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(prefix))
                    .toList();
        } catch (IOException unreadable) {
            throw new CommandFailure(folder + " cannot be read: " + unreadable.getMessage(), unreadable);
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
}
