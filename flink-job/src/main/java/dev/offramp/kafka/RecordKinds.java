package dev.offramp.kafka;

import dev.offramp.registry.RegistryForm;
import dev.offramp.registry.SingleObjectForm;
import dev.offramp.registry.WriterSchemas;
import dev.offramp.rejects.Refusal;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Tells records of several kinds on one topic apart, by one look at the header: it names the schema, and nothing behind it is read. Thread-safe.
 *
 * @param <K> what a kind leads to
 */
public final class RecordKinds<K> {

    private final WriterSchemas registry;
    private final Map<Long, K> byFingerprint;
    private final Map<String, K> byName;
    private final K others;

    /**
     * Knows the schemas of all releases.
     *
     * @param registry says what the ids of records in its form mean
     * @param others   what all else leads to, also what nobody knows
     */
    public RecordKinds(WriterSchemas registry, Map<? extends Class<? extends SpecificRecord>, K> kinds, K others) {
        Map<Long, K> fingerprints = new HashMap<>();
        Map<String, K> names = new HashMap<>();
        kinds.forEach((type, kind) -> {
            Schema current = SpecificData.get().getSchema(type);
            names.put(current.getFullName(), kind);
            for (Schema schema : WrittenSchemas.of(current)) {
                fingerprints.put(SchemaNormalization.parsingFingerprint64(schema), kind);
            }
        });
        this.registry = registry;
        this.byFingerprint = Map.copyOf(fingerprints);
        this.byName = Map.copyOf(names);
        this.others = others;
    }

    /** The kind of a record. */
    public K of(byte[] record) {
        if (RegistryForm.hasHeader(record)) {
            return registered(RegistryForm.id(record));
        }
        return SingleObjectForm.hasHeader(record)
                ? byFingerprint.getOrDefault(SingleObjectForm.fingerprint(record), others)
                : others;
    }

    private K registered(int id) {
        try {
            return byName.getOrDefault(registry.byId(id).schema().getFullName(), others);
        } catch (Refusal unknown) {
            return others; // whose reader says why
        }
    }
}
