package dev.offramp.cli.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.job.SettingsException;
import dev.offramp.job.SettingsSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;

/** Where a cluster keeps its state: {@code cluster.json} says of what it is made, and beside it lie logs, checkpoints and topics. */
record ClusterFolder(Path path) {

    /** What stands in {@code cluster.json}. */
    record Content(ClusterPlan plan, List<Member> members) {

        Content {
            members = List.copyOf(members);
        }
    }

    private static final List<String> OWN = List.of("conf", "log", "tmp", "checkpoints", "ha", "data");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Does something while no other command is at work here; fails at once where one is. */
    void alone(Runnable work) {
        folder(".");
        try (var channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (!isLocked(channel)) {
                throw new CommandFailure("another './offramp cluster' is at work in " + path);
            }
            work.run();
        } catch (IOException failure) {
            throw new CommandFailure("the folder " + path + " cannot be used: " + failure.getMessage(), failure);
        }
    }

    /** Locked until the channel is closed, where nobody else holds the lock. */
    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    /**
     * Flink's settings of the cluster: its file, and over it single ones.
     *
     * @param options {@code key=value}
     */
    Configuration flinkSettings(List<String> options) {
        try {
            return SettingsSource.read(List.of(path.resolve("conf/config.yaml")), options);
        } catch (SettingsException failure) {
            throw new CommandFailure(failure.getMessage(), failure);
        }
    }

    /** What the cluster is made of; empty where there is none. */
    Optional<Content> read() {
        Path file = path.resolve("cluster.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), Content.class));
        } catch (IOException failure) {
            throw new CommandFailure(
                    file + " cannot be read (" + failure.getMessage()
                            + "); end what runs by hand and remove the folder",
                    failure);
        }
    }

    /** Replaces the file as a whole: who reads at the same moment sees the one before or this one. */
    void write(Content content) {
        try {
            Path fresh = path.resolve("cluster.json.new");
            JSON.writeValue(fresh.toFile(), content);
            Files.move(
                    fresh,
                    path.resolve("cluster.json"),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A folder in it, made where it is missing. */
    Path folder(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Path log(String member) {
        return folder("log").resolve(member + ".log");
    }

    /** What a process printed beside its log: what the JVM itself has to say. */
    Path output(String member) {
        return folder("log").resolve(member + ".out");
    }

    /** Removes what a cluster before left, and keeps savepoints; what is not a cluster's is not touched. */
    void clear() {
        if (!Files.exists(path.resolve("cluster.json"))) {
            OWN.stream()
                    .filter(name -> Files.exists(path.resolve(name)))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new CommandFailure(
                                path + " holds '" + name + "', which no cluster left there: name another folder");
                    });
        }
        OWN.forEach(name -> delete(path.resolve(name)));
        delete(path.resolve("cluster.json"));
    }

    private static void delete(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
