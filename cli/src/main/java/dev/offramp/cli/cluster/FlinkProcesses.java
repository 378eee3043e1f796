package dev.offramp.cli.cluster;

import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** JobManagers and TaskManagers, with the memory that Flink computes for them as in production. */
final class FlinkProcesses {

    private static final String JOB_MANAGER = "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
    private static final String TASK_MANAGER = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
    private static final String MEMORY = "org.apache.flink.runtime.util.bash.BashJavaUtils";
    private static final String RESULT = "BASH_JAVA_UTILS_EXEC_RESULT:";

    private final ClusterFolder folder;
    private final FlinkJars jars;
    private final FlinkSettings settings;
    private final Network network;
    private final List<String> environment;

    FlinkProcesses(ClusterFolder folder, FlinkJars jars, FlinkSettings settings, ClusterPlan plan) {
        this.folder = folder;
        this.jars = jars;
        this.settings = settings;
        this.network = plan.network();
        this.environment = plan.environment();
    }

    /** @param ports for clients, and for Flink itself */
    Member jobManager(int number, List<Integer> ports) {
        String name = Role.JOBMANAGER.name(number);
        String host = network.join(Role.JOBMANAGER, number);
        List<String> own = settings.ofJobManager(host, ports.get(0), ports.get(1));
        return Member.unborn(
                name, Role.JOBMANAGER, host, ports, command(name, JOB_MANAGER, "GET_JM_RESOURCE_PARAMS", own));
    }

    Member taskManager(int number) {
        String name = Role.TASKMANAGER.name(number);
        String host = network.join(Role.TASKMANAGER, number);
        List<String> own = settings.ofTaskManager(host, name);
        return Member.unborn(
                name, Role.TASKMANAGER, host, List.of(), command(name, TASK_MANAGER, "GET_TM_RESOURCE_PARAMS", own));
    }

    private List<String> command(String name, String main, String memory, List<String> own) {
        List<String> arguments =
                new ArrayList<>(List.of("--configDir", folder.folder("conf").toString()));
        arguments.addAll(own);
        List<String> lines = memory(name, memory, arguments);
        List<String> command = new ArrayList<>(List.of(lines.get(0).split(" ")));
        command.add("-XX:+UseG1GC");
        command.add("-XX:+ExitOnOutOfMemoryError"); // or it collects garbage for minutes, and answers nobody
        command.addAll(jars.opens());
        command.addAll(logging(folder, name));
        command.addAll(List.of("-Djava.awt.headless=true", "-Dai.djl.offline=true", "-DOPT_OUT_TRACKING=true"));
        command.addAll(List.of("-cp", jars.classPath(), main));
        command.addAll(arguments);
        command.addAll(List.of(lines.get(1).split(" ")));
        return Launch.java(within(name), command);
    }

    private List<String> within(String name) {
        List<String> within = new ArrayList<>(network.within(name));
        if (!environment.isEmpty()) {
            within.add("env");
            within.addAll(environment);
        }
        return within;
    }

    /** The two lines that Flink's own launcher computes: the JVM's arguments, and options that follow from the memory options. */
    private List<String> memory(String name, String what, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(Launch.javaProgram(), "-Xmx128m", "-XX:+UseSerialGC"));
        command.addAll(jars.opens());
        command.addAll(logging(folder, "memory"));
        command.addAll(List.of("-cp", jars.classPath(), MEMORY, what));
        command.addAll(arguments);
        Path errors = folder.output("memory");
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(RESULT))
                    .map(line -> line.substring(RESULT.length()))
                    .toList();
            if (lines.size() != 2) {
                throw new CommandFailure("Flink refuses the memory options of " + name + ": " + reason(errors));
            }
            return lines;
        } catch (IOException failure) {
            throw new CommandFailure("Flink's memory options cannot be computed: " + failure.getMessage(), failure);
        }
    }

    private static String reason(Path errors) throws IOException {
        return Files.readAllLines(errors).stream()
                .filter(line -> line.contains("Exception:"))
                .reduce((one, next) -> next)
                .orElse("see " + errors);
    }

    /** Where a process of the cluster writes its log. */
    static List<String> logging(ClusterFolder folder, String name) {
        return List.of(
                "-Dlog4j2.configurationFile="
                        + folder.folder("conf").resolve("log4j2.properties").toUri(),
                "-Dlog.file=" + folder.log(name),
                "-Dofframp.cluster=" + folder.path());
    }
}
