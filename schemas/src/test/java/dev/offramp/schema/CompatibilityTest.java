package dev.offramp.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** The check that holds the schemas together sees what it must see. */
class CompatibilityTest {

    private static final Schema BEFORE = schema("""
            {"name": "id", "type": "long"},
            {"name": "colour", "default": "UNKNOWN",
             "type": {"type": "enum", "name": "Colour", "symbols": ["UNKNOWN", "RED"], "default": "UNKNOWN"}}""");

    @Test
    void a_new_field_with_a_default_and_a_new_symbol_are_compatible() {
        Schema after = schema("""
                {"name": "id", "type": "long"},
                {"name": "note", "type": "string", "default": ""},
                {"name": "colour", "default": "UNKNOWN",
                 "type": {"type": "enum", "name": "Colour", "symbols": ["UNKNOWN", "RED", "BLUE"], "default": "UNKNOWN"}}""");

        assertThat(new Compatibility(BEFORE, after).problems()).isEmpty();
    }

    @Test
    void a_new_field_without_a_default_cannot_read_what_was_written_before() {
        Schema after = schema("""
                {"name": "id", "type": "long"},
                {"name": "note", "type": "string"},
                {"name": "colour", "default": "UNKNOWN",
                 "type": {"type": "enum", "name": "Colour", "symbols": ["UNKNOWN", "RED"], "default": "UNKNOWN"}}""");

        assertThat(new Compatibility(BEFORE, after).problems())
                .singleElement()
                .asString()
                .startsWith("the newer cannot read the older")
                .contains("note");
    }

    @Test
    void a_field_that_goes_away_without_a_default_cannot_be_read_by_older_readers() {
        Schema after = schema("""
                {"name": "colour", "default": "UNKNOWN",
                 "type": {"type": "enum", "name": "Colour", "symbols": ["UNKNOWN", "RED"], "default": "UNKNOWN"}}""");

        assertThat(new Compatibility(BEFORE, after).problems())
                .singleElement()
                .asString()
                .startsWith("the older cannot read the newer")
                .contains("id");
    }

    @Test
    void a_wider_number_is_compatible_one_way_only() {
        Schema after = schema("""
                {"name": "id", "type": "double"},
                {"name": "colour", "default": "UNKNOWN",
                 "type": {"type": "enum", "name": "Colour", "symbols": ["UNKNOWN", "RED"], "default": "UNKNOWN"}}""");

        assertThat(new Compatibility(BEFORE, after).problems())
                .singleElement()
                .asString()
                .startsWith("the older cannot read the newer");
    }

    private static Schema schema(String fields) {
        return new Schema.Parser().parse("{\"type\": \"record\", \"name\": \"R\", \"fields\": [" + fields + "]}");
    }
}
