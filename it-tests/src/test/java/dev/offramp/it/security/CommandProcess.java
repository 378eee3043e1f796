package dev.offramp.it.security;

import dev.offramp.cli.Offramp;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command in a process of its own, as the launcher starts it; what it says and logs stays in a folder. */
public final class CommandProcess implements AutoCloseable {

    private static final long BETWEEN_LOOKS_NANOS = 100_000_000;
    private static final int PATIENCE_SECONDS = 120;

    /** Such a process ends before optimising its code would pay. */
    private static final String QUICKLY = "-XX:TieredStopAtLevel=1";

    private final Path said;
    private final Process process;

    private CommandProcess(Path said, Process process) {
        this.said = said;
        this.process = process;
    }

    /**
     * Starts one.
     *
     * @param folder takes NAME.said and NAME.log
     * @param config of the settings, which the environment names
     */
    static CommandProcess start(Path folder, String name, Path config, String... words) throws IOException {
        return start(folder, name, List.of(), Map.of("OFFRAMP_CONFIG", config.toString()), words);
    }

    /**
     * Starts one within another program.
     *
     * @param within what the command line begins with
     */
    public static CommandProcess start(
            Path folder, String name, List<String> within, Map<String, String> environment, String... words)
            throws IOException {
        Path said = folder.resolve(name + ".said");
        List<String> command = new ArrayList<>(within);
        command.addAll(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g", QUICKLY));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens") || argument.startsWith("-Dai.djl"))
                .forEach(command::add);
        command.addAll(List.of(
                "-Dlog4j2.configurationFile=log4j2-command-line.xml",
                "-Dlog.file=" + folder.resolve(name + ".log"),
                "-Dofframp.home=" + Path.of("..").toAbsolutePath().normalize(),
                "-cp",
                System.getProperty("java.class.path"),
                Offramp.class.getName()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        return new CommandProcess(said, builder.start());
    }

    /** As everybody on this machine can read it. */
    String commandLine() throws IOException {
        return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
    }

    public String said() throws IOException {
        return Files.readString(said);
    }

    /** Waits until something is printed; returns the first group of it. */
    String await(Pattern pattern) throws IOException {
        Matcher found = pattern.matcher(said());
        while (!found.find()) {
            if (!process.isAlive()) {
                throw new AssertionError("it ended: " + said());
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            found = pattern.matcher(said());
        }
        return found.group(1);
    }

    public int exitCode() throws Exception {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end: " + said());
        }
        return process.exitValue();
    }

    /** As Ctrl-C does; waits until it has ended. */
    void interrupt() throws Exception {
        process.destroy();
        exitCode();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
