package dev.offramp.registry;

import java.util.Locale;

/** How the value of a record says which schema it was written with. */
public enum ValueFormat {
    /** Avro's single-object encoding: C3 01, the schema's fingerprint, the record. */
    SINGLE_OBJECT,

    /** Confluent's wire format: 00, the id that a registry gave the schema, the record. */
    REGISTRY;

    /** As settings have it: {@code single-object}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
