package dev.offramp.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.StreamSupport;

/**
 * The few questions that this project has for a registry, as Confluent's interface has them and Apicurio's too. Whatever is no answer to them
 * is a {@link RegistryException}. Thread-safe.
 */
public final class RegistryClient {

    /** How long a job or a command waits for a registry that is away. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int NO_COMPATIBILITY = 40408;
    private static final String SCHEMAS = "/schemas/ids/";
    private static final int NOBODY_S = Integer.MAX_VALUE;
    private static final String SCHEMA = "schema";

    private final RegistryConnection registry;

    private RegistryClient(RegistryConnection registry) {
        this.registry = registry;
    }

    /**
     * Makes ready to ask; the registry is asked by the first question only.
     *
     * @param patience with a registry that is away, for each question
     */
    public static RegistryClient of(RegistrySettings settings, Duration patience) {
        return of(settings, RegistryPatience.atStart(patience), Time.MACHINE);
    }

    static RegistryClient of(RegistrySettings settings, RegistryPatience patience, Time time) {
        return new RegistryClient(new RegistryConnection(settings, patience, time));
    }

    /** What the registry says of an id: its schema, that it has none, or why it does not tell. */
    Answer schema(int id, Duration patience) {
        return registry.get(SCHEMAS + id, patience);
    }

    /** Returns as soon as the registry answers for an id that nobody has. */
    void awaitAnswer() {
        registry.get(SCHEMAS + NOBODY_S);
    }

    void pause(Duration span) {
        registry.pause(span);
    }

    /** The id that the schema has under its subject; empty where it is not there. */
    public OptionalInt idOf(Subject subject) {
        return id(there(registry.post("/subjects/" + encoded(subject), body(subject))));
    }

    /**
     * Registers the schema under its subject, where it is not there yet; returns its id.
     *
     * @throws RegistryException where it is not compatible with what is there
     */
    public int register(Subject subject) {
        Answer answer = registry.post("/subjects/" + encoded(subject) + "/versions", body(subject));
        if (!answer.isGood()) {
            throw new RegistryException("the schema registry at " + registry.url() + " did not take the schema of "
                    + subject.name() + ": " + answer.said());
        }
        return id(there(answer)).orElseThrow(() -> unexpected(answer));
    }

    /** The number of a subject's newest version; empty where there is no such subject. */
    public OptionalInt newestVersion(Subject subject) {
        Optional<JsonNode> newest = there(registry.get("/subjects/" + encoded(subject) + "/versions/latest"));
        return newest.isPresent() ? OptionalInt.of(newest.get().path("version").asInt()) : OptionalInt.empty();
    }

    /** Why the registry would not take the schema under its subject; empty where it would. */
    public Optional<String> incompatibility(Subject subject) {
        Answer answer =
                registry.post("/compatibility/subjects/" + encoded(subject) + "/versions?verbose=true", body(subject));
        Optional<JsonNode> verdict = there(answer);
        if (verdict.isEmpty() || verdict.get().path("is_compatible").asBoolean()) {
            return Optional.empty();
        }
        List<String> messages = StreamSupport.stream(
                        verdict.get().path("messages").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        return Optional.of(messages.isEmpty() ? "it is not compatible" : String.join("; ", messages));
    }

    /** What the registry holds new versions of a subject to, as FULL_TRANSITIVE; empty where nothing is said of this subject. */
    public Optional<String> compatibility(Subject subject) {
        Answer answer = registry.get("/config/" + encoded(subject));
        return answer.errorCode() == NO_COMPATIBILITY
                ? Optional.empty()
                : there(answer).map(config -> config.path("compatibilityLevel").asText());
    }

    /** Sets it. */
    public void setCompatibility(Subject subject, String level) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("compatibility", level);
        Answer answer = registry.put("/config/" + encoded(subject), body);
        if (!answer.isGood()) {
            throw new RegistryException("the schema registry at " + registry.url()
                    + " did not set the compatibility of " + subject.name() + ": " + answer.said());
        }
    }

    private Optional<JsonNode> there(Answer answer) {
        if (answer.isGood()) {
            return Optional.of(answer.body());
        }
        if (answer.isNotThere()) {
            return Optional.empty();
        }
        throw unexpected(answer);
    }

    private RegistryException unexpected(Answer answer) {
        return answer.isForbidden()
                ? registry.notAllowed(answer)
                : new RegistryException("the schema registry at " + registry.url() + " answers " + answer.question()
                        + " with " + answer.said());
    }

    private static OptionalInt id(Optional<JsonNode> answer) {
        return answer.isPresent() && answer.get().path("id").isInt()
                ? OptionalInt.of(answer.get().path("id").asInt())
                : OptionalInt.empty();
    }

    private static ObjectNode body(Subject subject) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(SCHEMA, subject.schema().toString());
    }

    private static String encoded(Subject subject) {
        return URLEncoder.encode(subject.name(), StandardCharsets.UTF_8);
    }
}
