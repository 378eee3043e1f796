package dev.offramp.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Full transitive compatibility: every release reads what every other one wrote. */
class ReleasedSchemasTest {

    @TestFactory
    Stream<DynamicTest> the_current_schemas_are_compatible_both_ways_with_every_release() {
        Map<String, Schema> current = SchemaFolder.current().records();
        return SchemaFolder.released().stream().flatMap(release -> release.records().entrySet().stream()
                .map(entry -> dynamicTest(
                        entry.getKey() + " of release " + release,
                        () -> assertCompatible(entry.getValue(), current.get(entry.getKey())))));
    }

    @Test
    void a_release_holds_every_schema_that_was_there_at_its_time() {
        assertThat(SchemaFolder.released()).extracting(SchemaFolder::toString).contains("0.1.0");
        assertThat(SchemaFolder.released()).allSatisfy(release -> assertThat(release.records())
                .containsKeys("dev.offramp.schema.Frame", "dev.offramp.schema.Classification")
                .hasSizeGreaterThanOrEqualTo(6));
    }

    private static void assertCompatible(Schema released, Schema current) {
        assertThat(current).as("a released schema may not go away").isNotNull();
        assertThat(new Compatibility(released, current).problems()).isEmpty();
    }
}
