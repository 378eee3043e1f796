package dev.offramp.registry;

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
}
