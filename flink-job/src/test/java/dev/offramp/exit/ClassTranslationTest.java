package dev.offramp.exit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.stage.TestSamples;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ClassTranslationTest {

    private final ClassTranslation translation = new ClassTranslation(
            List.of("n01", "n02", "n03"), List.of("n03", "n04", "n01"), List.of("cow", "ewe", "cat"));

    @Test
    void a_label_is_the_same_class_in_another_place() {
        assertThat(translation.label(OptionalInt.of(0))).hasValue(2);
        assertThat(translation.label(OptionalInt.of(2))).hasValue(0);
        assertThat(translation.label(OptionalInt.empty())).isEmpty();
    }

    @Test
    void a_class_that_the_bundle_does_not_have_is_none_that_it_predicts() {
        assertThat(translation.label(OptionalInt.of(1))).hasValue(ClassTranslation.UNKNOWN);
    }

    @Test
    void a_label_of_a_job_that_was_started_with_more_classes_is_none_that_it_predicts() {
        assertThat(translation.label(OptionalInt.of(3))).hasValue(ClassTranslation.UNKNOWN);
    }

    @Test
    void classes_are_compared_by_their_place_in_the_first_list() {
        assertThat(translation.comparable(0)).isEqualTo(2);
        assertThat(translation.comparable(2)).isEqualTo(0);
    }

    @Test
    void a_class_that_the_first_list_lacks_is_the_same_in_all_bundles_that_have_it() {
        ClassTranslation another =
                new ClassTranslation(List.of("n01", "n02", "n03"), List.of("n04", "n05"), List.of("ewe", "ram"));

        assertThat(another.comparable(0)).isEqualTo(translation.comparable(1)).isLessThan(ClassTranslation.UNKNOWN);
        assertThat(another.comparable(1)).isNotEqualTo(another.comparable(0)).isLessThan(ClassTranslation.UNKNOWN);
    }

    @Test
    void nothing_is_translated_between_the_same_classes() {
        assertThat(ClassTranslation.of(TestSamples.bundle(), TestSamples.bundle(2)))
                .isEmpty();
    }
}
