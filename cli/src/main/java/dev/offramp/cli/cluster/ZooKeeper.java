package dev.offramp.cli.cluster;

import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The ZooKeeper server that is in Flink's own jar, by which JobManagers agree who leads. */
final class ZooKeeper {

    private static final String MAIN =
            "org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.ZooKeeperServerMain";

    private ZooKeeper() {}

    static Member prepare(ClusterFolder folder, FlinkJars jars, Network network, int port) {
        String name = Role.ZOOKEEPER.name(1);
        String host = network.join(Role.ZOOKEEPER, 1);
        Path file = folder.folder("conf").resolve("zookeeper.cfg");
        try {
            Files.write(
                    file,
                    List.of(
                            "dataDir=" + folder.folder("data/" + name),
                            "clientPortAddress=" + host,
                            "clientPort=" + port,
                            "tickTime=1000",
                            "admin.enableServer=false"));
        } catch (IOException failure) {
            throw new CommandFailure(file + " cannot be written: " + failure.getMessage(), failure);
        }
        List<String> command = new ArrayList<>(List.of("-Xmx128m", "-XX:+UseSerialGC"));
        command.addAll(FlinkProcesses.logging(folder, name));
        command.addAll(List.of("-cp", jars.classPath(), MAIN, file.toString()));
        return Member.unborn(name, Role.ZOOKEEPER, host, List.of(port), Launch.java(network.within(name), command));
    }
}
