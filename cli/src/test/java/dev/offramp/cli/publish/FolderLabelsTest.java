package dev.offramp.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.sample.LabelSet;
import dev.offramp.sample.NumberAnswer;
import dev.offramp.sample.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

class FolderLabelsTest {

    @Test
    void case_and_marks_do_not_matter_where_they_leave_no_doubt() {
        var labels = FolderLabels.of(List.of("T-shirt/top", "Ankle boot"));

        assertThat(labels.labelOf("pictures/t shirt top/1.png")).hasValue(0);
        assertThat(labels.labelOf("ankle-boot/1.png")).hasValue(1);
        assertThat(labels.labelOf("sandal/1.png")).isEmpty();
        assertThat(labels.labelOf("1.png")).isEmpty();
    }

    @Test
    void classes_that_marks_alone_tell_apart_are_not_taken_for_each_other() {
        var labels = FolderLabels.of(List.of("c", "c++"));

        assertThat(labels.labelOf("c++/1.png")).hasValue(1);
        assertThat(labels.labelOf("c/1.png")).hasValue(0);
        assertThat(labels.labelOf("c#/1.png")).isEmpty();
    }

    @Test
    void an_accent_is_the_same_whether_it_is_stored_apart_or_not() {
        var labels = FolderLabels.of(List.of("gr\u00fcn", "rot"));

        assertThat(labels.labelOf("gru\u0308n/1.png")).hasValue(0);
        assertThat(labels.labelOf("rot/1.png")).hasValue(1);
    }

    @Test
    void a_multi_label_bundle_reads_all_labels_of_a_picture_from_a_list() {
        var labels = FolderLabels.of(List.of("Trouser", "T-shirt/top", "Bag"), Task.MULTI_LABEL)
                .with(ClassList.read("a/labels.tsv", "1.png\tbag|t-shirt/top\n2.png\t\n3.png\tBag|Sofa\n"));

        assertThat(labels.labelOf("a/1.png")).hasValue(LabelSet.of(List.of(1, 2)));
        assertThat(labels.labelOf("a/2.png")).hasValue(0);
        assertThat(labels.labelOf("a/3.png")).isEmpty();
        assertThat(labels.labelOf("a/Bag/4.png")).isEmpty();
    }

    @Test
    void a_bundle_of_numbers_reads_that_of_a_picture_from_a_list() {
        var labels = FolderLabels.of(List.of("garments"), Task.REGRESSION)
                .with(ClassList.read("a/labels.tsv", "1.png\t3\n2.png\t-0.5\n3.png\tmany\n4.png\tNaN\n"));

        assertThat(labels.labelOf("a/1.png")).hasValue(NumberAnswer.of(3));
        assertThat(labels.labelOf("a/2.png")).hasValue(NumberAnswer.of(-0.5f));
        assertThat(labels.labelOf("a/3.png")).isEmpty();
        assertThat(labels.labelOf("a/4.png")).isEmpty();
        assertThat(labels.labelOf("garments/5.png")).isEmpty();
    }
}
