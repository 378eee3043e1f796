package dev.offramp.it.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A definition of Flink's Kubernetes operator, closed: what it does not name is refused, where an API server would drop it in silence. The
 * newest on Maven Central (1.10) is older than Flink 2.2 and than OCI images as volumes; those two are seen to by others.
 */
final class OperatorSchema {

    private static final String NEWEST_KNOWN = "v1_20";

    private final JsonSchema schema;

    private OperatorSchema(JsonSchema schema) {
        this.schema = schema;
    }

    /** @param plural as {@code flinkdeployments} */
    static OperatorSchema of(String plural) {
        String name = "/META-INF/fabric8/" + plural + ".flink.apache.org-v1.yml";
        try (InputStream definition = OperatorSchema.class.getResourceAsStream(name)) {
            JsonNode open = Manifests.YAML.readTree(definition).at("/spec/versions/0/schema/openAPIV3Schema");
            ObjectNode closed = open.deepCopy();
            ObjectNode fields = (ObjectNode) closed.path("properties");
            List.of("apiVersion", "kind", "metadata").forEach(field -> fields.set(field, fields.objectNode()));
            close(closed);
            return new OperatorSchema(
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(closed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> problems(JsonNode object) {
        JsonNode known = object.deepCopy();
        if (known.path("spec") instanceof ObjectNode spec && spec.has("flinkVersion")) {
            spec.put("flinkVersion", NEWEST_KNOWN);
        }
        known.findValues("volumes")
                .forEach(volumes -> volumes.forEach(volume -> ((ObjectNode) volume).remove("image")));
        return schema.validate(known).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(OperatorSchema::close);
    }
}
