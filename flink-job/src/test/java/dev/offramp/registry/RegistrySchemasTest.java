package dev.offramp.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrySchemasTest {

    private static final String SCHEMA =
            "{\"type\":\"record\",\"name\":\"Frame\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}";

    @AutoClose
    private final TestingRegistry registry = TestingRegistry.start();

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void the_registry_is_asked_once_for_an_id() throws Refusal {
        int id = registry.register("frames-value", SCHEMA);
        WriterSchemas schemas = schemas();

        assertThat(schemas.byId(id).schema().getName()).isEqualTo("Frame");
        schemas.byId(id);

        assertThat(registry.requests()).containsExactly("GET /schemas/ids/" + id);
    }

    @Test
    void what_was_known_at_the_start_is_not_asked_for() throws Refusal {
        var known = new KnownSchemas(registry.settings(ValueFormat.REGISTRY), Map.of(99, SCHEMA));

        assertThat(known.open().byId(99).schema().getName()).isEqualTo("Frame");
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void an_id_that_the_registry_does_not_have_is_refused_and_not_asked_for_again_for_a_minute() throws Refusal {
        WriterSchemas schemas = schemas();

        assertThat(refusal(schemas, 7).reason()).isEqualTo(RefusalReason.UNKNOWN_SCHEMA);
        assertThat(refusal(schemas, 7).detail())
                .contains("has no schema with the id 7")
                .contains(registry.url());
        assertThat(registry.requests())
                .as("and a second thought, for a registry of several servers")
                .hasSize(2);

        registry.register("frames-value", SCHEMA);
        nanos.addAndGet(RegistrySchemas.UNKNOWN_KEPT.toNanos() + 1);
        assertThat(schemas.byId(7).schema().getName()).isEqualTo("Frame");
    }

    @Test
    void rubbish_with_many_ids_is_given_a_second_thought_once_in_a_while() {
        WriterSchemas schemas = schemas();
        for (int id = 100; id < 120; id++) {
            refusal(schemas, id);
        }

        assertThat(registry.requests()).hasSize(21);
    }

    @Test
    void more_schemas_than_are_kept_are_asked_for_again() throws Refusal {
        WriterSchemas schemas = schemas();
        for (int n = 0; n <= RegistrySchemas.MOST_KEPT; n++) {
            schemas.byId(registry.register("frames-value", SCHEMA.replace("\"a\"", "\"a" + n + "\"")));
        }
        int asked = registry.requests().size();

        schemas.byId(registry.register("frames-value", SCHEMA.replace("\"a\"", "\"a0\"")));
        assertThat(registry.requests()).hasSize(asked + 1);
    }

    @Test
    void a_registry_that_is_away_for_a_moment_is_asked_again() throws Refusal {
        int id = registry.register("frames-value", SCHEMA);
        registry.answerOnce(503, "");
        registry.answerOnce(429, "");

        assertThat(schemas().byId(id).schema().getName()).isEqualTo("Frame");
    }

    @ParameterizedTest
    @CsvSource({
        "500, 'has not answered in 2 s: HTTP 500'",
        "404, 'is no schema registry, or answers otherwise: HTTP 404'",
        "200, 'is no schema registry'",
        "301, 'sends elsewhere (HTTP 301)'",
        "401, 'does not allow GET /schemas/ids/7 (HTTP 401): are kafka.registry.user and kafka.registry.password-file'"
    })
    void a_registry_that_does_not_answer_refuses_no_record(int status, String said) {
        registry.answerAlways(status, "<html>a proxy</html>");

        assertThatThrownBy(() -> schemas().byId(7))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining(said)
                .hasMessageContaining(registry.url());
    }

    @Test
    void a_registry_that_is_not_there_refuses_no_record() {
        registry.close();

        assertThatThrownBy(() -> schemas().byId(7))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("has not answered in 2 s")
                .hasMessageContaining("is kafka.registry.url right?");
    }

    @Test
    void a_schema_that_is_no_avro_or_that_nobody_can_read_is_refused() {
        registry.answerOnce(200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"message A {}\"}");
        assertThat(refusal(schemas(), 7).detail()).isEqualTo("the schema 7 in the registry is PROTOBUF, not Avro");

        registry.answerOnce(200, "{\"schema\":\"{\\\"type\\\":\\\"Other\\\"}\"}");
        assertThat(refusal(schemas(), 7).detail()).startsWith("the schema 7 in the registry cannot be read: ");
    }

    private static Refusal refusal(WriterSchemas schemas, int id) {
        return catchThrowableOfType(Refusal.class, () -> schemas.byId(id));
    }

    private WriterSchemas schemas() {
        return new RegistrySchemas(
                registry.settings(ValueFormat.SINGLE_OBJECT), Duration.ofSeconds(2), Map.of(), nanos::get);
    }
}
