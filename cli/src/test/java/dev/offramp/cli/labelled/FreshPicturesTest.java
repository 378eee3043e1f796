package dev.offramp.cli.labelled;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FreshPicturesTest {

    private static final Provenance OF_TRAIN =
            new Provenance(List.of("cat/1.png", "dog/1.png"), false, "train", OptionalDouble.empty());
    private static final Provenance OF_TEST =
            new Provenance(List.of("cat/1.png", "dog/1.png"), false, "test", OptionalDouble.empty());
    private static final Provenance BY_DIGEST =
            new Provenance(List.of("cat/1.png", "dog/1.png"), false, "train", OptionalDouble.of(0.2));
    private static final Provenance BY_INDEX = new Provenance(List.of("0", "2"), true, "train", OptionalDouble.empty());

    private static final List<String> PARTED = List.of(
            "pets/train/cat/1.png",
            "pets/train/cat/2.png",
            "pets/train/dog/1.png",
            "pets/val/cat/1.png",
            "pets/val/cat/9.png",
            "pets/val/dog/1.png");

    @Test
    void of_a_set_with_parts_the_test_pictures_are_taken_though_training_pictures_have_their_names() {
        var choice = choice("pets", PARTED, OF_TRAIN);

        assertThat(choice.indices()).containsExactly(3, 4, 5);
        assertThat(choice.split())
                .isEqualTo(new Split(
                        "Taken: the 3 pictures of val/; left out: 0 that thresholds come from, 3 others.", false));
    }

    @Test
    void test_pictures_that_calibrated_are_left_out() {
        var choice = choice("pets", PARTED, OF_TEST);

        assertThat(choice.indices()).containsExactly(4);
        assertThat(choice.split().told())
                .isEqualTo("Taken: the 1 pictures of val/; left out: 2 that thresholds come from, 3 others.");
    }

    @Test
    void a_test_part_without_known_classes_gives_way_to_validation() {
        var ids = List.of("tiny/test/images/1.png", "tiny/train/cat/1.png", "tiny/val/cat/5.png");

        assertThat(choice("tiny", ids, OF_TRAIN).indices()).containsExactly(2);
    }

    @Test
    void where_there_are_training_pictures_alone_it_is_said() {
        var choice = choice("pets", PARTED.subList(0, 3), OF_TRAIN);

        assertThat(choice.indices()).containsExactly(1);
        assertThat(choice.split())
                .isEqualTo(new Split(
                        "Taken: the 1 pictures that the network was trained on; left out: 2 that thresholds come from,"
                                + " 0 others.",
                        true));
    }

    @Test
    void a_source_may_itself_be_a_part() {
        var ids = List.of("cat/1.png", "cat/2.png", "dog/1.png");

        assertThat(choice("train", ids, OF_TRAIN).indices()).containsExactly(1);
        assertThat(choice("train", ids, OF_TRAIN).split().isTrainedOn()).isTrue();
        assertThat(choice("test", ids, OF_TRAIN).indices()).containsExactly(0, 1, 2);
        assertThat(choice("test", ids, OF_TEST).indices()).containsExactly(1);
    }

    @Test
    void of_a_set_that_digests_part_the_test_pictures_are_taken() {
        var ids = List.of("cat/1.png", "cat/2.png", "cat/3.png", "dog/1.png", "dog/2.png");
        var choice = choice("pets", ids, BY_DIGEST);

        assertThat(choice.indices()).containsExactly(1); // digests are .05, .15, .25 and so on
        assertThat(choice.split().told())
                .isEqualTo("Taken: the 1 pictures that their digests make test pictures; left out: 2 that thresholds"
                        + " come from, 2 others.");
    }

    @Test
    void an_archive_may_hold_the_folder_that_was_packed() {
        var ids = List.of("packed/cat/1.png", "packed/cat/2.png", "packed/dog/1.png");

        assertThat(choice("pets", ids, BY_DIGEST).indices()).containsExactly(1);
    }

    @Test
    void pictures_of_another_set_are_all_taken_whatever_their_names() {
        var ids = List.of("cat/5.png", "cat/6.png", "dog/7.png");

        assertThat(choice("fresh", ids, BY_DIGEST)).isEqualTo(new FreshPictures.Choice(List.of(0, 1, 2), Split.ALL));
    }

    @Test
    void of_an_idx_file_of_training_pictures_those_that_calibrated_are_left_out() {
        var ids = List.of("0", "1", "2", "3");

        assertThat(choice("train-images-idx3-ubyte", ids, BY_INDEX).indices()).containsExactly(1, 3);
        assertThat(choice("train-images-idx3-ubyte", ids, BY_INDEX).split().isTrainedOn())
                .isTrue();
        assertThat(choice("t10k-images-idx3-ubyte", ids, BY_INDEX).indices()).containsExactly(0, 1, 2, 3);
    }

    private static FreshPictures.Choice choice(String source, List<String> ids, Provenance provenance) {
        return new FreshPictures(
                        source,
                        ids,
                        index -> ids.get(index).contains("cat/")
                                || ids.get(index).contains("dog/"),
                        index -> 0.05 + 0.1 * index,
                        provenance)
                .choose();
    }
}
