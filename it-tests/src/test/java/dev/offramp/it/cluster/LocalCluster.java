package dev.offramp.it.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.cli.Offramp;
import dev.offramp.it.TestTopics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A cluster of real processes, started and ended as people do it: {@code ./offramp cluster}. */
public record LocalCluster(Path folder) implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PROJECT = Path.of("..");

    /**
     * Starts one; ends first what an interrupted run may have left there.
     *
     * @param options of {@code ./offramp cluster up}
     */
    public static LocalCluster start(Path folder, String... options) throws IOException {
        LocalCluster cluster = new LocalCluster(folder.toAbsolutePath().normalize());
        Files.createDirectories(folder);
        cluster.close();
        cluster.run(Stream.concat(Stream.of("up"), Stream.of(options)).toArray(String[]::new));
        return cluster;
    }

    public URI rest() throws IOException {
        return URI.create("http://" + address(member("jobmanager-1")));
    }

    public URI rest(String jobManager) throws IOException {
        return URI.create("http://" + address(member(jobManager)));
    }

    public String bootstrapServers() throws IOException {
        return String.join(
                ",",
                members().stream()
                        .filter(member -> member.path("role").asText().equals("BROKER"))
                        .map(LocalCluster::address)
                        .toList());
    }

    /** The first of the TaskManagers that live. */
    public String aTaskManager() throws IOException {
        return names("TASKMANAGER").stream().filter(this::lives).findFirst().orElseThrow();
    }

    /** The names of its processes of a role, such as {@code BROKER}, dead or alive; of all where the role is empty. */
    public List<String> names(String role) throws IOException {
        return members().stream()
                .filter(member -> role.isEmpty() || member.path("role").asText().equals(role))
                .map(member -> member.path("name").asText())
                .toList();
    }

    /** The process that a member is, or was. */
    public long pid(String name) throws IOException {
        return member(name).path("pid").asLong();
    }

    public boolean lives(String name) {
        try {
            return ProcessHandle.of(pid(name)).isPresent();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        run("down");
    }

    public String log(String name) throws IOException {
        return Files.readString(folder.resolve("log").resolve(name + ".log"));
    }

    /** What a process has printed beside its log. */
    public String printed(String name) throws IOException {
        return Files.readString(folder.resolve("log").resolve(name + ".out"));
    }

    /** One of its commands, which must succeed; returns what it printed. */
    public String run(String... arguments) {
        var out = new StringWriter();
        int status = execute(out, arguments);
        if (status != 0) {
            throw new AssertionError(List.of(arguments) + " ended with " + status + ": " + out);
        }
        return out.toString();
    }

    /** Starts the job of a bundle on these topics, with more options of {@code run}. */
    public void submit(Path bundle, TestTopics topics, List<String> options) {
        List<String> words = new ArrayList<>(List.of(
                "submit", "--bundle", bundle.toAbsolutePath().normalize().toString()));
        words.addAll(options);
        topics.settings().forEach((key, value) -> {
            if (!key.equals("kafka.bootstrap-servers")) { // submit names them itself
                words.addAll(List.of("--set", key + "=" + value));
            }
        });
        run(words.toArray(String[]::new));
    }

    /** One of its commands; returns what it ended with. */
    public int execute(StringWriter out, String... arguments) {
        List<String> words = new ArrayList<>(List.of("cluster"));
        words.addAll(List.of(arguments));
        words.addAll(List.of("--cluster-dir", folder.toString()));
        return offramp(out, words);
    }

    /** Any command of the project; returns what it ended with. */
    public static int offramp(StringWriter out, List<String> words) {
        String home = System.getProperty("offramp.home", "");
        System.setProperty("offramp.home", PROJECT.toString());
        try {
            var printed = new PrintWriter(out, true);
            return Offramp.commandLine().setOut(printed).setErr(printed).execute(words.toArray(String[]::new));
        } finally {
            if (home.isEmpty()) {
                System.clearProperty("offramp.home");
            } else {
                System.setProperty("offramp.home", home);
            }
        }
    }

    private JsonNode member(String name) throws IOException {
        return members().stream()
                .filter(member -> member.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> members() throws IOException {
        JsonNode members =
                JSON.readTree(folder.resolve("cluster.json").toFile()).path("members");
        return StreamSupport.stream(members.spliterator(), false).toList();
    }

    /** Host and port of one. */
    public String address(String name) {
        try {
            return address(member(name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String address(JsonNode member) {
        return member.path("host").asText() + ":" + member.path("ports").get(0).asInt();
    }
}
