package dev.offramp.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PublishProgressTest {

    @Test
    void a_picture_refused_in_every_loop_is_named_once() {
        var progress = new PublishProgress();
        progress.refused("a.jpg", "larger than the topic takes");
        progress.refused("a.jpg", "larger than the topic takes");

        assertThat(progress.refusals()).isEqualTo(1);
        assertThat(progress.summary("frames", List.of()))
                .contains("1 not published:", "  a.jpg: larger than the topic takes");
    }

    @Test
    void of_many_names_only_the_first_few_are_printed() {
        var many = IntStream.range(0, 9).mapToObj(Integer::toString).toList();

        assertThat(new PublishProgress().summary("frames", many))
                .endsWith("9 skipped, no pictures:", "  0", "  1", "  2", "  3", "  4", "  and 4 more");
    }
}
