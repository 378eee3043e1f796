package dev.offramp.cli.doctor;

import dev.offramp.cli.run.TestingJobManager;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;

/** A Flink cluster that says of itself what a test wants. */
final class TestingFlink implements AutoCloseable {

    private static final long MIB = 1 << 20;

    private final TestingJobManager jobManager = new TestingJobManager();

    TestingFlink() {
        jobManager.start();
        slots(4, 4);
        config(Map.of());
        taskManagers();
        java(
                "OpenJDK 64-Bit Server VM - Eclipse Adoptium - 17/17.0.9+9",
                List.of("/opt/flink/lib/flink-dist-2.2.1.jar"));
    }

    Flink asked() {
        return Flink.at(jobManager.address(), new Configuration());
    }

    TestingJobManager jobManager() {
        return jobManager;
    }

    void slots(int total, int free) {
        overview("2.2.1", total, free);
    }

    void overview(String version, int total, int free) {
        jobManager.answer(
                "/overview",
                "{\"flink-version\":\"" + version + "\",\"slots-total\":" + total + ",\"slots-available\":" + free
                        + "}");
    }

    void config(Map<String, String> entries) {
        jobManager.answer(
                "/jobmanager/config",
                entries.entrySet().stream()
                        .map(entry -> "{\"key\":\"" + entry.getKey() + "\",\"value\":\"" + entry.getValue() + "\"}")
                        .collect(Collectors.joining(",", "[", "]")));
    }

    void java(String version, List<String> classPath) {
        jobManager.answer(
                "/jobmanager/environment",
                "{\"jvm\":{\"version\":\"" + version + "\"},\"classpath\":[\"" + String.join("\",\"", classPath)
                        + "\"]}");
    }

    void taskManagers(String... each) {
        jobManager.answer("/taskmanagers", "{\"taskmanagers\":[" + String.join(",", each) + "]}");
    }

    /** One with four slots; sizes in MiB. */
    static String taskManager(String host, int heap, int offHeap, int machine) {
        return "{\"path\":\"pekko.tcp://flink@" + host + ":6122/user/rpc/taskmanager_0\",\"slotsNumber\":4,"
                + "\"hardware\":{\"physicalMemory\":" + machine * MIB
                + "},\"memoryConfiguration\":{\"frameworkHeap\":0,"
                + "\"taskHeap\":" + heap * MIB + ",\"taskOffHeap\":" + offHeap * MIB + ",\"jvmOverhead\":0,"
                + "\"totalFlinkMemory\":" + heap * MIB + ",\"totalProcessMemory\":" + (heap + offHeap) * MIB + "}}";
    }

    @Override
    public void close() {
        jobManager.close();
    }
}
