package dev.offramp.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrySchemasTest {

    private static final String SCHEMA =
            "{\"type\":\"record\",\"name\":\"Frame\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}";

    @AutoClose
    private final TestingRegistry registry = TestingRegistry.start();

    private final TestingTime time = new TestingTime();

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
    void an_id_that_the_registry_does_not_have_is_refused_after_a_second_thought() {
        WriterSchemas schemas = schemas();

        assertThat(refusal(schemas, 7).reason()).isEqualTo(RefusalReason.UNKNOWN_SCHEMA);
        assertThat(refusal(schemas, 7).detail())
                .contains("has no schema with the id 7")
                .contains(registry.url());
        assertThat(registry.requests())
                .as("a registry of several servers knows a moment later")
                .hasSize(2);
        assertThat(time.pauses()).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void a_schema_that_is_registered_a_moment_later_is_found_a_second_later() throws Refusal {
        WriterSchemas schemas = schemas();
        refusal(schemas, 7);
        registry.register("frames-value", SCHEMA);

        time.pass(Duration.ofSeconds(1));

        assertThat(schemas.byId(7).schema().getName()).isEqualTo("Frame");
    }

    @Test
    void what_stays_unknown_is_asked_for_more_and_more_seldom_up_to_a_minute() {
        WriterSchemas schemas = schemas();
        refusal(schemas, 7);
        int first = registry.requests().size();

        int[] asked = new int[300];
        for (int second = 0; second < asked.length; second++) {
            time.pass(Duration.ofSeconds(1));
            refusal(schemas, 7);
            asked[second] = registry.requests().size() - first;
        }

        assertThat(asked[0]).isEqualTo(1);
        assertThat(asked[62]).isEqualTo(6);
        assertThat(asked[299] - asked[239]).as("in the last minute").isEqualTo(1);
    }

    @Test
    void each_id_has_a_second_thought_of_its_own_and_rubbish_with_many_ids_holds_nobody_up() {
        WriterSchemas schemas = schemas();
        for (int id = 100; id < 120; id++) {
            refusal(schemas, id);
        }

        assertThat(time.pauses()).hasSize(5);
        assertThat(registry.requests()).hasSize(25);
    }

    @Test
    void who_counts_ids_up_makes_no_request_for_each() {
        WriterSchemas schemas = schemas();
        for (int id = 1000; id < 2000; id++) {
            refusal(schemas, id);
        }

        assertThat(registry.requests().stream().distinct()).hasSizeBetween(60, 70);
        assertThat(refusal(schemas, 3000).detail())
                .contains("was not asked for the schema 3000, for it did not have too many");
        time.pass(Duration.ofSeconds(1));
        assertThat(refusal(schemas, 3000).detail()).contains("has no schema with the id 3000");
    }

    @Test
    void ids_that_the_registry_has_use_up_nothing() throws Refusal {
        WriterSchemas schemas = schemas();
        for (int n = 0; n < 2 * RegistrySchemas.MOST_MISSES; n++) {
            schemas.byId(registry.register("frames-value", SCHEMA.replace("\"a\"", "\"a" + n + "\"")));
        }

        assertThat(registry.requests()).hasSize(2 * RegistrySchemas.MOST_MISSES);
    }

    @ParameterizedTest
    @CsvSource({
        "403, 40301, 'does not tell the schema 7: HTTP 403 no'",
        "422, 42202, 'does not tell the schema 7: HTTP 422 no'",
        "500, 50001, 'answers for others, and not for the schema 7'",
        "403, 0, 'answers for others, and not for the schema 7'",
        "404, 0, 'answers for others, and not for the schema 7'"
    })
    void an_id_that_is_not_answered_while_others_are_is_refused_after_a_bounded_time(int status, int code, String said)
            throws Refusal {
        int good = registry.register("frames-value", SCHEMA.replace("Frame", "Other"));
        int bad = 8;
        registry.answerAt("/schemas/ids/8", status, code == 0 ? "<html>" : TestingRegistry.error(code, "no"));
        WriterSchemas schemas = schemas();

        assertThat(refusal(schemas, bad).detail()).contains(said.replace("schema 7", "schema 8"));
        assertThat(refusal(schemas, bad).reason()).isEqualTo(RefusalReason.UNKNOWN_SCHEMA);
        assertThat(time.nanos()).isLessThan(Duration.ofMinutes(1).toNanos());
        assertThat(schemas.byId(good).schema().getName()).isEqualTo("Other");

        time.pass(Duration.ofSeconds(1));
        int pauses = time.pauses().size();
        refusal(schemas, bad);
        assertThat(time.pauses()).as("its next record holds nobody up").hasSize(pauses);
    }

    @Test
    void an_id_that_comes_while_the_registry_is_away_is_found_when_it_is_back() throws Refusal {
        int id = registry.register("frames-value", SCHEMA);
        for (int request = 0; request < 9; request++) {
            registry.answerOnce(500, "");
        }

        assertThat(schemas().byId(id).schema().getName()).isEqualTo("Frame");
    }

    @Test
    void a_registry_that_asks_for_quiet_is_left_alone_for_so_long() throws Refusal {
        int id = registry.register("frames-value", SCHEMA);
        registry.answerOnceAndAskForQuiet(429, 20);

        assertThat(schemas().byId(id).schema().getName()).isEqualTo("Frame");
        assertThat(time.pauses()).containsExactly(Duration.ofSeconds(20));
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
        "500, 'has not answered in 30 s: HTTP 500'",
        "404, 'has not answered in 30 s: what answers at'",
        "404, 'is no schema registry, or answers otherwise: HTTP 404'",
        "200, 'is no schema registry'",
        "301, 'sends elsewhere (HTTP 301)'",
        "401, '(HTTP 401): are kafka.registry.user and kafka.registry.password-file'",
        "403, '(HTTP 403): are kafka.registry.user and kafka.registry.password-file'"
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
                .hasMessageContaining("has not answered in 30 s")
                .hasMessageContaining("is kafka.registry.url right?");
    }

    @Test
    void a_schema_that_is_no_avro_or_that_nobody_can_read_is_refused() {
        registry.answerOnce(200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"message A {}\"}");
        assertThat(refusal(schemas(), 7).detail()).isEqualTo("the schema 7 in the registry is PROTOBUF, not Avro");

        registry.answerOnce(200, "{\"schema\":\"{\\\"type\\\":\\\"Other\\\"}\"}");
        assertThat(refusal(schemas(), 7).detail()).startsWith("the schema 7 in the registry cannot be read: ");
    }

    @Test
    void a_schema_that_refers_to_others_is_refused_with_their_names() {
        registry.answerOnce(
                200,
                "{\"schema\":\"[\\\"a.Frame\\\"]\",\"references\":[{\"name\":\"a.Frame\",\"subject\":\"f\",\"version\":1}]}");

        assertThat(refusal(schemas(), 7).detail())
                .isEqualTo("the schema 7 in the registry refers to others, a.Frame, which are not fetched: it must hold"
                        + " them itself");
    }

    private static Refusal refusal(WriterSchemas schemas, int id) {
        return catchThrowableOfType(Refusal.class, () -> schemas.byId(id));
    }

    private WriterSchemas schemas() {
        return new RegistrySchemas(
                registry.settings(ValueFormat.SINGLE_OBJECT),
                RegistryPatience.running(RegistryClient.PATIENCE),
                Map.of(),
                time);
    }
}
