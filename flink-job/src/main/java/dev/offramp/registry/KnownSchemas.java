package dev.offramp.registry;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.avro.Schema;

/**
 * What a registry said at the start, of schemas of this project. It travels with the job, which then needs no registry for records of its own release.
 *
 * @param byId as JSON
 */
public record KnownSchemas(RegistrySettings registry, Map<Integer, String> byId) implements Serializable {

    /** No registry, and nothing that it said. */
    public static final KnownSchemas NONE = new KnownSchemas(RegistrySettings.NONE, Map.of());

    public KnownSchemas {
        byId = Map.copyOf(byId);
    }

    /**
     * Asks for the ids of schemas; asks nobody where no registry is set.
     *
     * @param written  those that will be written; one that the registry does not have is registered where that is wanted, or else a problem
     * @param read     those that may be read; one that it does not have is none
     * @param patience with a registry that is away, for each question
     */
    public static RegistryFindings ask(
            RegistrySettings registry, List<Subject> written, List<Subject> read, Duration patience) {
        Map<Integer, String> byId = new HashMap<>();
        List<String> problems = new ArrayList<>();
        boolean mayPass = true;
        if (registry.hasUrl()) {
            try {
                RegistryClient client = RegistryClient.of(registry, patience);
                for (Subject subject : read) {
                    client.idOf(subject)
                            .ifPresent(id -> byId.put(id, subject.schema().toString()));
                }
                for (Subject subject : registry.isWritten() ? written : List.<Subject>of()) {
                    id(subject, client, registry, problems)
                            .ifPresent(id -> byId.put(id, subject.schema().toString()));
                }
            } catch (RegistryException failure) {
                problems.add(String.valueOf(failure.getMessage()));
                mayPass = failure.mayPass();
            }
        }
        return new RegistryFindings(new KnownSchemas(registry, byId), problems, mayPass);
    }

    private static OptionalInt id(
            Subject subject, RegistryClient client, RegistrySettings registry, List<String> problems) {
        OptionalInt id = client.idOf(subject);
        if (id.isPresent()) {
            return id;
        }
        if (registry.autoRegister()) {
            return OptionalInt.of(client.register(subject));
        }
        problems.add("the schema registry at " + registry.url() + " does not have the schema of "
                + subject.schema().getName() + " under " + subject.name()
                + ": register it with './offramp schemas register', or set " + RegistryOptions.AUTO_REGISTER.key());
        return OptionalInt.empty();
    }

    /** The form in which records are written. */
    public WrittenForm form() {
        return registry.isWritten() ? WrittenForm.registry(byId) : WrittenForm.SINGLE_OBJECT;
    }

    /** What says, in a task that reads records, with which schema they were written. */
    public WriterSchemas open() {
        return registry.hasUrl()
                ? new RegistrySchemas(registry, RegistryPatience.running(RegistryClient.PATIENCE), schemas())
                : WriterSchemas.NONE;
    }

    private Map<Integer, RegisteredSchema> schemas() {
        Map<Integer, RegisteredSchema> schemas = new HashMap<>();
        byId.forEach((id, json) -> schemas.put(id, RegisteredSchema.of(new Schema.Parser().parse(json))));
        return schemas;
    }
}
