package dev.offramp.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * A schema that a registry has.
 *
 * @param fingerprint what it writes alike has the same
 */
public record RegisteredSchema(Schema schema, long fingerprint) {

    static RegisteredSchema of(Schema schema) {
        return new RegisteredSchema(schema, SchemaNormalization.parsingFingerprint64(schema));
    }

    /** As a registry tells it of an id, or why it cannot be used. */
    static RegisteredSchema read(int id, JsonNode told) throws Refusal {
        String type = told.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw refusal("the schema " + id + " in the registry is " + type + ", not Avro");
        }
        JsonNode references = told.path("references");
        if (!references.isEmpty()) {
            throw refusal("the schema " + id + " in the registry refers to others, "
                    + String.join(", ", references.findValuesAsText("name"))
                    + ", which are not fetched: it must hold them itself");
        }
        try {
            return of(new Schema.Parser().parse(told.path("schema").asText()));
        } catch (RuntimeException unreadable) { // of a name that is not there Avro throws a NullPointerException
            throw refusal("the schema " + id + " in the registry cannot be read: " + unreadable.getMessage());
        }
    }

    private static Refusal refusal(String detail) {
        return new Refusal(RefusalReason.UNKNOWN_SCHEMA, detail);
    }
}
