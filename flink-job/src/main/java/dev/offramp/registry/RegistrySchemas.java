package dev.offramp.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps what a registry said of ids: of a schema for good, as an id never comes to mean another one; that there is none for a while. It is asked
 * once for an id, not for a record, and seldom for ids that it does not have.
 */
final class RegistrySchemas implements WriterSchemas {

    /** More schemas than a few topics have; beyond it what was kept is asked for anew. */
    static final int MOST_KEPT = 1000;

    /** Ids that the registry does not have are asked for so often at once, and then once a second. */
    static final int MOST_MISSES = 60;

    private static final Duration MISS_SPAN = Duration.ofSeconds(1);

    /** How long a registry of several servers may take until all know of a schema. */
    private static final Duration SECOND_THOUGHT = Duration.ofSeconds(1);

    /** Each holds the task up: rubbish with many ids must not do so for long. */
    private static final int MOST_SECOND_THOUGHTS = 5;

    private static final Duration SECOND_THOUGHT_SPAN = Duration.ofSeconds(10);

    /** Of the patience with the registry, the share that one id has before it is asked whether the registry answers at all. */
    private static final int SHARE_OF_AN_ID = 6;

    private final RegistryClient registry;
    private final String url;
    private final Duration patienceWithId;
    private final Time time;
    private final TokenBucket misses;
    private final TokenBucket secondThoughts;
    private final Map<Integer, RegisteredSchema> known;
    private final Map<Integer, RegisteredSchema> found = new ConcurrentHashMap<>();
    private final Map<Integer, Doubt> doubts = new ConcurrentHashMap<>();

    /** @param known schemas that are kept for good, by their ids */
    RegistrySchemas(RegistrySettings settings, RegistryPatience patience, Map<Integer, RegisteredSchema> known) {
        this(settings, patience, known, Time.MACHINE);
    }

    RegistrySchemas(
            RegistrySettings settings, RegistryPatience patience, Map<Integer, RegisteredSchema> known, Time time) {
        this.registry = RegistryClient.of(settings, patience, time);
        this.url = settings.url();
        this.patienceWithId = patience.span().dividedBy(SHARE_OF_AN_ID);
        this.time = time;
        this.misses = new TokenBucket(MOST_MISSES, MISS_SPAN, time);
        this.secondThoughts = new TokenBucket(MOST_SECOND_THOUGHTS, SECOND_THOUGHT_SPAN, time);
        this.known = Map.copyOf(known);
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
        Doubt before = doubts.get(id);
        if (before != null && before.isBelieved(time.nanos())) {
            throw before.refusal();
        }
        if (!misses.take()) {
            throw before == null ? unasked(id) : before.refusal();
        }
        try {
            RegisteredSchema schema = RegisteredSchema.read(id, told(id, before == null));
            misses.giveBack();
            doubts.remove(id);
            keep(found, id, schema);
            return schema;
        } catch (Refusal refusal) {
            long now = time.nanos();
            keep(doubts, id, before == null ? Doubt.first(refusal, now) : before.again(refusal, now));
            throw refusal;
        }
    }

    private JsonNode told(int id, boolean isNew) throws Refusal {
        Duration patience = isNew ? patienceWithId : Duration.ZERO;
        Answer answer = answer(id, patience);
        if (answer.isNotThere() && isNew && secondThoughts.take()) {
            registry.pause(SECOND_THOUGHT);
            answer = answer(id, patience);
        }
        if (answer.isNotThere()) {
            throw refusal("the schema registry at " + url + " has no schema with the id " + id);
        }
        if (!answer.isGood()) {
            throw refusal("the schema registry at " + url + " does not tell the schema " + id + ": " + answer.said());
        }
        return answer.body();
    }

    /** What is not answered is the registry's fault as long as it does not answer for others, and the id's where it does, before and after. */
    private Answer answer(int id, Duration patience) throws Refusal {
        try {
            return registry.schema(id, patience);
        } catch (RegistryException unanswered) {
            registry.awaitAnswer();
        }
        try {
            return registry.schema(id, patience);
        } catch (RegistryException unanswered) {
            registry.awaitAnswer();
            throw refusal("the schema registry at " + url + " answers for others, and not for the schema " + id + ": "
                    + unanswered.getMessage());
        }
    }

    private Refusal unasked(int id) {
        return refusal("the schema registry at " + url + " was not asked for the schema " + id
                + ", for it did not have too many that it was asked for");
    }

    private static <T> void keep(Map<Integer, T> kept, int id, T value) {
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(id, value);
    }

    private static Refusal refusal(String detail) {
        return new Refusal(RefusalReason.UNKNOWN_SCHEMA, detail);
    }
}
