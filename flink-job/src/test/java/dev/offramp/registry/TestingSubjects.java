package dev.offramp.registry;

import static dev.offramp.registry.TestingReply.good;
import static dev.offramp.registry.TestingReply.notFound;
import static dev.offramp.registry.TestingReply.object;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/** What a registry has, and what it answers from that; holds new versions to be fully compatible. */
final class TestingSubjects {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FIRST_ID = 7;

    private final List<String> schemas = new ArrayList<>(); // whose index, above the first id, is their id
    private final Map<String, List<Integer>> subjects = new TreeMap<>();
    private final Map<String, String> levels = new TreeMap<>();

    synchronized int register(String subject, String schema) {
        if (!schemas.contains(schema)) {
            schemas.add(schema);
        }
        int id = FIRST_ID + schemas.indexOf(schema);
        List<Integer> versions = subjects.computeIfAbsent(subject, unseen -> new ArrayList<>());
        if (!versions.contains(id)) {
            versions.add(id);
        }
        return id;
    }

    synchronized List<String> names() {
        return List.copyOf(subjects.keySet());
    }

    synchronized Optional<String> level(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    synchronized void hold(String subject, String level) {
        levels.put(subject, level);
    }

    /**
     * Answers a request.
     *
     * @param path as it was asked for, such as {@code /subjects/frames-value/versions}
     */
    synchronized TestingReply reply(String method, String path, String body) {
        String[] words = path.substring(1).split("/", -1);
        String call = method + " " + words[0] + "/" + words.length;
        try {
            return switch (call) {
                case "GET schemas/3" -> schema(Integer.parseInt(words[2]));
                case "POST subjects/2" -> lookup(name(words[1]), asked(body));
                case "POST subjects/3" -> post(name(words[1]), asked(body));
                case "GET subjects/4" -> newest(name(words[1]));
                case "POST compatibility/4" -> compatibility(name(words[2]), asked(body));
                case "GET config/2" -> config(name(words[1]));
                case "PUT config/2" -> set(name(words[1]), JSON.readTree(body));
                default -> throw new AssertionError("nobody of this project asks for " + call);
            };
        } catch (IOException unreadable) {
            return TestingReply.wrong(422, 42201, "unreadable");
        }
    }

    private TestingReply schema(int id) {
        int index = id - FIRST_ID;
        return index < 0 || index >= schemas.size()
                ? notFound(40403, "Schema " + id + " not found")
                : good(object().put("schema", schemas.get(index)));
    }

    private TestingReply lookup(String subject, String schema) {
        if (!subjects.containsKey(subject)) {
            return notFound(40401, "Subject '" + subject + "' not found.");
        }
        return subjects.get(subject).stream()
                .filter(id -> schemas.get(id - FIRST_ID).equals(schema))
                .findFirst()
                .map(id -> good(object().put("subject", subject).put("id", id).put("schema", schema)))
                .orElseGet(() -> notFound(40403, "Schema not found"));
    }

    private TestingReply post(String subject, String schema) {
        return isCompatible(subject, schema)
                ? good(object().put("id", register(subject, schema)))
                : TestingReply.wrong(409, 409, "Schema being registered is incompatible with an earlier schema");
    }

    private TestingReply newest(String subject) {
        List<Integer> versions = subjects.getOrDefault(subject, List.of());
        return versions.isEmpty()
                ? notFound(40401, "Subject '" + subject + "' not found.")
                : good(object().put("subject", subject)
                        .put("version", versions.size())
                        .put("id", versions.get(versions.size() - 1)));
    }

    private TestingReply compatibility(String subject, String schema) {
        ObjectNode verdict = object().put("is_compatible", isCompatible(subject, schema));
        if (!isCompatible(subject, schema)) {
            verdict.putArray("messages").add("a field is missing");
        }
        return good(verdict);
    }

    private boolean isCompatible(String subject, String schema) {
        return subjects.getOrDefault(subject, List.of()).stream()
                .map(id -> new Schema.Parser().parse(schemas.get(id - FIRST_ID)))
                .allMatch(
                        before -> reads(before, schema) && reads(new Schema.Parser().parse(schema), before.toString()));
    }

    private static boolean reads(Schema reader, String writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, new Schema.Parser().parse(writer))
                        .getType()
                == SchemaCompatibilityType.COMPATIBLE;
    }

    private TestingReply config(String subject) {
        return level(subject)
                .map(level -> good(object().put("compatibilityLevel", level)))
                .orElseGet(() -> notFound(40408, "Subject does not have subject-level compatibility configured"));
    }

    private TestingReply set(String subject, JsonNode body) {
        levels.put(subject, body.path("compatibility").asText());
        return good(object().put("compatibility", body.path("compatibility").asText()));
    }

    private static String asked(String body) throws IOException {
        return JSON.readTree(body).path("schema").asText();
    }

    private static String name(String encoded) {
        return URLDecoder.decode(encoded, UTF_8);
    }
}
