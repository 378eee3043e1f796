package dev.offramp.cli.cluster;

import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Linux's {@code ip}, by which networks are made. */
final class Ip {

    private Ip() {}

    /** Runs it; it must succeed. */
    static void run(String... arguments) {
        String complaint = attempt(arguments);
        if (!complaint.isEmpty()) {
            throw new CommandFailure("'ip " + String.join(" ", arguments) + "' failed: " + complaint
                    + " (network namespaces want root)");
        }
    }

    /** Runs it; returns what it complained of, empty where it succeeded. */
    static String attempt(String... arguments) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() == 0) {
                return "";
            }
            return said.isEmpty() ? "it ended with " + process.exitValue() : said;
        } catch (IOException failure) {
            throw new CommandFailure("ip cannot be run (Debian: iproute2): " + failure.getMessage(), failure);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("stopped", hurried);
        }
    }
}
