package dev.offramp.registry;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import java.util.Map;

/** Says with which schema a record was written, by the id in its header. Thread-safe. */
public interface WriterSchemas {

    /** Where no registry is set. */
    WriterSchemas NONE = id -> {
        throw new Refusal(
                RefusalReason.NOT_AVRO,
                "the record does not begin with the header C3 01 of Avro's single-object encoding, but as in the form of a"
                        + " registry, with a schema's id, " + id + "; " + RegistryOptions.URL.key() + " is not set");
    };

    /** Of a registry that nobody asked yet, for a command; it is asked by the first record in its form. */
    static WriterSchemas of(RegistrySettings registry) {
        return registry.hasUrl()
                ? new RegistrySchemas(registry, RegistryPatience.atStart(RegistryClient.PATIENCE), Map.of())
                : NONE;
    }

    /**
     * The schema, or why there is none.
     *
     * @throws RegistryException where the registry does not answer: then nobody knows whether the record is good
     */
    RegisteredSchema byId(int id) throws Refusal;
}
