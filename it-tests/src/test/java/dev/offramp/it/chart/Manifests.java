package dev.offramp.it.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/** What a chart becomes: objects of Kubernetes. */
public record Manifests(List<JsonNode> objects) {

    static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    static Manifests read(String yaml) throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(yaml)) {
            documents.forEachRemaining(document -> {
                if (document.isObject()) {
                    objects.add(document);
                }
            });
        }
        return new Manifests(objects);
    }

    public List<JsonNode> ofKind(String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    /** The only one of a kind. */
    JsonNode one(String kind) {
        List<JsonNode> found = ofKind(kind);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of " + kind);
        }
        return found.get(0);
    }

    JsonNode named(String kind, String name) {
        return ofKind(kind).stream()
                .filter(object -> object.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    /** The spec of Flink's deployment. */
    JsonNode flink() {
        return one("FlinkDeployment").path("spec");
    }

    /** What it says to Flink and its operator. */
    public Configuration flinkConfiguration() {
        return flat(flink().path("flinkConfiguration"));
    }

    /** The file of settings that the job is started with. */
    public String settingsFile() {
        return ofKind("ConfigMap").stream()
                .map(map -> map.at("/data/settings.yaml"))
                .filter(JsonNode::isTextual)
                .findFirst()
                .orElseThrow()
                .asText();
    }

    /** The template of Flink's container in a pod of a role, {@code jobManager} or {@code taskManager}. */
    JsonNode container(String role) {
        return flink().at("/" + role + "/podTemplate/spec/containers/0");
    }

    static Configuration flat(JsonNode map) {
        Map<String, String> entries = new HashMap<>();
        map.properties()
                .forEach(entry -> entries.put(entry.getKey(), entry.getValue().asText()));
        return Configuration.fromMap(entries);
    }
}
