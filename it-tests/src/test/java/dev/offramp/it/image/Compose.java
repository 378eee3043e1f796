package dev.offramp.it.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code deploy/compose.yaml}, as it is shipped, by podman-compose. */
record Compose(Podman podman) implements AutoCloseable {

    static final Path FILE = Images.PROJECT.resolve("deploy/compose.yaml");

    private static final String NAME = "offramp-images";

    /** In which services find each other by their names. */
    static final String NETWORK = NAME + "_default";

    /** Starts all services; ends first what an interrupted run may have left. */
    static Compose up(Podman podman) throws IOException, InterruptedException {
        Compose compose = new Compose(podman);
        compose.close();
        compose.run("up", "--detach");
        return compose;
    }

    private void run(String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("podman-compose", "--project-name", NAME, "--file", FILE.toString()));
        command.addAll(List.of(words));
        podman.execute(command);
    }

    private static String container(String service) {
        return NAME + "_" + service + "_1";
    }

    /** A command in the container of a service; returns what it printed. */
    String inside(String service, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("exec", container(service)));
        command.addAll(List.of(words));
        return podman.run(command);
    }

    /** What Podman knows of a service's container. */
    String inspect(String service, String format) throws IOException, InterruptedException {
        return podman.run("inspect", "--format", format, container(service));
    }

    /** Asks a service as the compose file has it asked whether it is well; it must be. */
    void checkHealth(String service) throws IOException, InterruptedException {
        podman.run("healthcheck", "run", container(service));
    }

    String log(String service) throws IOException, InterruptedException {
        return podman.run("logs", "--tail", "200", container(service));
    }

    /** Takes a service off the network; returns the address that it had. */
    String cut(String service) throws IOException, InterruptedException {
        String address = inspect(service, "{{(index .NetworkSettings.Networks \"" + NETWORK + "\").IPAddress}}");
        podman.run("network", "disconnect", NETWORK, container(service));
        return address;
    }

    /** Puts it back, with the address that it told others. */
    void mend(String service, String address) throws IOException, InterruptedException {
        podman.run("network", "connect", "--ip", address, "--alias", service, NETWORK, container(service));
    }

    /** Takes all memory that the container may have; of its processes the kernel is to end the first one for it. */
    void exhaustMemory(String service) throws IOException, InterruptedException {
        String taking = "echo 1000 >/proc/1/oom_score_adj; exec tail /dev/zero";
        podman.run("exec", "--detach", container(service), "bash", "-c", taking);
    }

    /** With what its containers have ended, as Podman remembers it. */
    List<String> exits(String service) throws IOException, InterruptedException {
        return podman.run(
                        "events",
                        "--stream=false",
                        "--since=1h",
                        "--filter=container=" + container(service),
                        "--filter=event=died",
                        "--format={{.ContainerExitCode}}")
                .lines()
                .toList();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("down", "--volumes");
        Files.deleteIfExists(FILE.resolveSibling("oom")); // Podman's monitor notes there that memory was exhausted
    }
}
