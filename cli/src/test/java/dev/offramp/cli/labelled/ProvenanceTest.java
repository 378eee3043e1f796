package dev.offramp.cli.labelled;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ProvenanceTest {

    @Test
    void indices_are_of_the_training_set() throws Exception {
        assertThat(of("{'heldOut': {'count': 2, 'indices': [7, 9]}}"))
                .isEqualTo(new Provenance(List.of("7", "9"), true, "train", OptionalDouble.empty()));
    }

    @Test
    void names_are_of_the_training_part_or_of_the_test_part_where_that_was_halved() throws Exception {
        assertThat(of("{'heldOut': {'names': ['cat/1.png']}}").heldOutOf()).isEqualTo("train");
        assertThat(of("{'heldOut': {'names': ['cat/1.png']}, 'imported': {}}").heldOutOf())
                .isEqualTo("test");
        assertThat(of("{'heldOut': {'names': ['cat/1.png']}, 'recipe': {'data': {'held_out_from': 'test'}}}")
                        .heldOutOf())
                .isEqualTo("test");
    }

    @Test
    void a_set_that_digests_part_says_how_many_are_tested() throws Exception {
        assertThat(of("{'heldOut': {'names': ['a/1.png']}, 'split': {'by': 'sha256', 'test': 0.2}}")
                        .testShare())
                .hasValue(0.2);
    }

    private static Provenance of(String provenance) throws Exception {
        return Provenance.of(new ObjectMapper().readTree(("{'provenance': " + provenance + "}").replace('\'', '"')));
    }
}
