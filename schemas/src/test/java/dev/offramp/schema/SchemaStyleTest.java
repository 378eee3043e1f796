package dev.offramp.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

/** Every schema explains itself, and stays open to change. */
class SchemaStyleTest {

    private final Collection<Schema> named =
            named(SchemaFolder.current().records().values());

    @Test
    void every_record_and_enum_lives_in_the_projects_namespace() {
        assertThat(named).isNotEmpty().allSatisfy(schema -> assertThat(schema.getNamespace())
                .as(schema.getName())
                .isEqualTo("dev.offramp.schema"));
    }

    @Test
    void every_record_and_enum_says_what_it_is_for() {
        assertThat(named)
                .allSatisfy(schema ->
                        assertThat(schema.getDoc()).as(schema.getName()).isNotBlank());
    }

    @Test
    void every_field_says_what_it_holds() {
        assertThat(records().flatMap(record -> record.getFields().stream()))
                .isNotEmpty()
                .allSatisfy(field -> assertThat(field.doc()).as(field.name()).isNotBlank());
    }

    @Test
    void every_enum_has_a_default_so_that_symbols_can_be_added() {
        assertThat(named.stream().filter(schema -> schema.getType() == Schema.Type.ENUM))
                .isNotEmpty()
                .allSatisfy(schema ->
                        assertThat(schema.getEnumDefault()).as(schema.getName()).isEqualTo("UNKNOWN"));
    }

    @Test
    void every_optional_field_is_absent_by_default() {
        Stream<Schema.Field> optional = records()
                .flatMap(record -> record.getFields().stream())
                .filter(field -> field.schema().isNullable());

        assertThat(optional).isNotEmpty().allSatisfy(field -> assertThat(field.hasDefaultValue())
                .as(field.name())
                .isTrue());
    }

    @Test
    void the_file_is_named_after_its_record() {
        assertThat(SchemaFolder.current().records().keySet()).allSatisfy(name -> {
            String file = name.substring(name.lastIndexOf('.') + 1)
                    .replaceAll("(?<=.)([A-Z])", "-$1")
                    .toLowerCase(Locale.ROOT);
            assertThat(SchemaFolder.current().path().resolve(file + ".avsc")).exists();
        });
    }

    @Test
    void the_schema_files_travel_in_the_jar_so_that_other_clients_find_them() {
        assertThat(Frame.class.getResource("frame.avsc")).isNotNull();
    }

    @Test
    void a_generated_class_writes_the_fingerprint_of_its_file_so_that_other_clients_can_read_it() {
        Schema file = SchemaFolder.current().records().get("dev.offramp.schema.Frame");

        assertThat(SchemaNormalization.parsingFingerprint64(Frame.getClassSchema()))
                .isEqualTo(SchemaNormalization.parsingFingerprint64(file));
    }

    private Stream<Schema> records() {
        return named.stream().filter(schema -> schema.getType() == Schema.Type.RECORD);
    }

    private static Collection<Schema> named(Collection<Schema> roots) {
        Map<String, Schema> found = new LinkedHashMap<>();
        roots.forEach(root -> collect(root, found));
        return found.values();
    }

    private static void collect(Schema schema, Map<String, Schema> found) {
        if (List.of(Schema.Type.RECORD, Schema.Type.ENUM, Schema.Type.FIXED).contains(schema.getType())
                && found.putIfAbsent(schema.getFullName(), schema) != null) {
            return;
        }
        switch (schema.getType()) {
            case RECORD -> schema.getFields().forEach(field -> collect(field.schema(), found));
            case ARRAY -> collect(schema.getElementType(), found);
            case MAP -> collect(schema.getValueType(), found);
            case UNION -> schema.getTypes().forEach(type -> collect(type, found));
            default -> {}
        }
    }
}
