package dev.offramp.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offramp.cli.rest.FlinkRest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;

/**
 * A Flink cluster that answers.
 *
 * @param rest         where it was asked
 * @param overview     versions and slots
 * @param config       of its JobManager
 * @param environment  of its JobManager: Java and class path
 * @param taskManagers one node each
 */
record Flink(
        FlinkRest rest, JsonNode overview, Configuration config, JsonNode environment, List<JsonNode> taskManagers) {

    private static final String OF_A_PROCESS = "pekko";

    /** @param access how it is asked */
    static Flink at(URI address, Configuration access) {
        FlinkRest rest = new FlinkRest(address, access);
        JsonNode overview = rest.get("/overview");
        Map<String, String> config = new HashMap<>();
        rest.get("/jobmanager/config")
                .forEach(entry -> config.put(
                        entry.path("key").asText(), entry.path("value").asText()));
        List<JsonNode> taskManagers = new ArrayList<>();
        rest.get("/taskmanagers").path("taskmanagers").forEach(taskManagers::add);
        return new Flink(
                rest, overview, Configuration.fromMap(config), rest.get("/jobmanager/environment"), taskManagers);
    }

    int slots() {
        return overview.path("slots-total").asInt();
    }

    int freeSlots() {
        return overview.path("slots-available").asInt();
    }

    /** The machines that JobManager and TaskManagers run on, as far as their addresses tell them apart. */
    Set<String> hosts() {
        Set<String> hosts = new TreeSet<>();
        config.getOptional(JobManagerOptions.ADDRESS).ifPresent(name -> hosts.add(address(name)));
        for (JsonNode taskManager : taskManagers) {
            String path = taskManager.path("path").asText();
            if (path.startsWith(OF_A_PROCESS)) { // pekko.tcp://flink@host:port/user/rpc/taskmanager_0
                hosts.add(address(path.replaceFirst("^[^@]*@", "").replaceFirst(":[0-9]+/.*$", "")));
            }
        }
        return hosts;
    }

    /** In figures, as one is named and another is not; the name where it means nothing here. */
    private static String address(String host) {
        try {
            return InetAddress.getByName(host).getHostAddress();
        } catch (UnknownHostException elsewhere) {
            return host;
        }
    }

    /** The names of the jars and folders that its JobManager was started with. */
    List<String> jars() {
        List<String> jars = new ArrayList<>();
        environment.path("classpath").forEach(entry -> {
            String path = entry.asText();
            jars.add(path.substring(path.lastIndexOf('/') + 1));
        });
        return jars;
    }

    /** What holds for a job with these settings: its own over the cluster's. */
    Configuration under(Configuration told) {
        Configuration both = new Configuration(config);
        both.addAll(told);
        return both;
    }
}
