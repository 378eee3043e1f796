package dev.offramp.kafka;

import dev.offramp.registry.RegisteredSchema;
import dev.offramp.registry.WriterSchemas;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/**
 * How records of one type are read that were written with schemas of a registry, by their ids. Whether a schema can be read, and why not, is found
 * out once, for an id never comes to mean another one. Thread-safe.
 */
final class RegisteredWriters<T> {

    private static final int MOST_KEPT = 1000;

    private final WriterSchemas registry;
    private final Schema current;
    private final Map<Long, WrittenWith<T>> ours;
    private final Function<Schema, WrittenWith<T>> resolving;
    private final Map<Integer, WrittenWith<T>> read = new ConcurrentHashMap<>();
    private final Map<Integer, Refusal> refused = new ConcurrentHashMap<>();

    /**
     * Knows no id yet.
     *
     * @param current   that records are read as
     * @param ours      by fingerprint, those of this project, which need no resolving
     * @param resolving makes the reader of another one
     */
    RegisteredWriters(
            WriterSchemas registry,
            Schema current,
            Map<Long, WrittenWith<T>> ours,
            Function<Schema, WrittenWith<T>> resolving) {
        this.registry = registry;
        this.current = current;
        this.ours = ours;
        this.resolving = resolving;
    }

    /** The way in which an id's records are written, or why they cannot be read. */
    WrittenWith<T> byId(int id) throws Refusal {
        WrittenWith<T> before = read.get(id);
        return before == null ? resolve(id) : before;
    }

    private WrittenWith<T> resolve(int id) throws Refusal {
        Refusal before = refused.get(id);
        if (before != null) {
            throw before;
        }
        RegisteredSchema schema = registry.byId(id);
        Optional<String> why = whyNot(schema.schema());
        if (why.isPresent()) {
            Refusal refusal = new Refusal(
                    RefusalReason.UNKNOWN_SCHEMA,
                    "the schema " + id + " in the registry, " + schema.schema().getFullName() + ", is none that a "
                            + current.getFullName() + " can be read from: " + why.get());
            keep(refused, id, refusal);
            throw refusal;
        }
        WrittenWith<T> own = ours.get(schema.fingerprint());
        WrittenWith<T> written = own == null ? resolving.apply(schema.schema()) : own;
        keep(read, id, written);
        return written;
    }

    /** A registry holds versions to each other, and not to what this release reads. */
    private Optional<String> whyNot(Schema writer) {
        if (writer.getType() != Schema.Type.RECORD) {
            return Optional.of("it is no record");
        }
        var verdict = SchemaCompatibility.checkReaderWriterCompatibility(current, writer)
                .getResult();
        if (verdict.getCompatibility() != SchemaCompatibilityType.COMPATIBLE) {
            return Optional.of(verdict.getIncompatibilities().stream()
                    .map(wrong -> wrong.getLocation() + " " + wrong.getMessage())
                    .collect(Collectors.joining("; ")));
        }
        return UnitCheck.differences(current, writer).stream().reduce((one, other) -> one + "; " + other);
    }

    private static <V> void keep(Map<Integer, V> kept, int id, V value) {
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(id, value);
    }
}
