package dev.offramp.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;

/**
 * Keeps what a registry said of ids: of a schema for good, as an id never comes to mean another one; that there is none for a minute. It is asked
 * once for an id, not for a record.
 */
final class RegistrySchemas implements WriterSchemas {

    /** More schemas than a few topics have; beyond it what was kept is asked for anew. */
    static final int MOST_KEPT = 1000;

    static final Duration UNKNOWN_KEPT = Duration.ofMinutes(1);

    /** How long a registry of several servers may take until all know of a schema. */
    private static final Duration SECOND_THOUGHT = Duration.ofSeconds(1);

    private final RegistryClient registry;
    private final String url;
    private final LongSupplier nanos;
    private final Map<Integer, RegisteredSchema> known;
    private final Map<Integer, RegisteredSchema> found = new ConcurrentHashMap<>();
    private final Map<Integer, Unknown> unknown = new ConcurrentHashMap<>();
    private long nextSecondThought;

    /** What is not there, and until when that is believed. */
    private record Unknown(Refusal refusal, long untilNanos) {}

    /** @param known schemas that are kept for good, by their ids */
    RegistrySchemas(RegistrySettings settings, Duration patience, Map<Integer, RegisteredSchema> known) {
        this(settings, patience, known, System::nanoTime);
    }

    RegistrySchemas(
            RegistrySettings settings, Duration patience, Map<Integer, RegisteredSchema> known, LongSupplier nanos) {
        this.registry = RegistryClient.of(settings, patience);
        this.url = settings.url();
        this.known = Map.copyOf(known);
        this.nanos = nanos;
        this.nextSecondThought = nanos.getAsLong();
    }

    @Override
    public RegisteredSchema byId(int id) throws Refusal {
        RegisteredSchema schema = known.get(id);
        if (schema == null) {
            schema = found.get(id);
        }
        return schema == null ? ask(id) : schema;
    }

    /** One thread asks; others that want the same wait for it. */
    private synchronized RegisteredSchema ask(int id) throws Refusal {
        RegisteredSchema meanwhile = found.get(id);
        if (meanwhile != null) {
            return meanwhile;
        }
        Unknown before = unknown.get(id);
        if (before != null && nanos.getAsLong() - before.untilNanos() < 0) {
            throw before.refusal();
        }
        try {
            RegisteredSchema schema = parsed(id, answer(id));
            keep(found, id, schema);
            return schema;
        } catch (Refusal refusal) {
            keep(unknown, id, new Unknown(refusal, nanos.getAsLong() + UNKNOWN_KEPT.toNanos()));
            throw refusal;
        }
    }

    private JsonNode answer(int id) throws Refusal {
        Optional<JsonNode> answer = registry.schema(id);
        if (answer.isEmpty() && nanos.getAsLong() - nextSecondThought >= 0) {
            pause(); // seldom, so that rubbish with many ids holds nobody up
            nextSecondThought = nanos.getAsLong() + 10 * SECOND_THOUGHT.toNanos();
            answer = registry.schema(id);
        }
        return answer.orElseThrow(() -> refusal("the schema registry at " + url + " has no schema with the id " + id));
    }

    private static RegisteredSchema parsed(int id, JsonNode answer) throws Refusal {
        String type = answer.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw refusal("the schema " + id + " in the registry is " + type + ", not Avro");
        }
        try {
            return RegisteredSchema.of(
                    new Schema.Parser().parse(answer.path("schema").asText()));
        } catch (RuntimeException unreadable) { // of a name that is not there Avro throws a NullPointerException
            throw refusal("the schema " + id + " in the registry cannot be read: " + unreadable.getMessage());
        }
    }

    private static <T> void keep(Map<Integer, T> kept, int id, T value) {
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(id, value);
    }

    private void pause() {
        try {
            Thread.sleep(SECOND_THOUGHT.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RegistryException("stopped while waiting for the schema registry at " + url, stopped);
        }
    }

    private static Refusal refusal(String detail) {
        return new Refusal(RefusalReason.UNKNOWN_SCHEMA, detail);
    }
}
