package dev.offramp.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageCostsTest {

    private static final StageCosts COSTS = costs(List.of(
            new StageCosts.Stage(1, List.of(new StageCosts.Batch(1, 2), new StageCosts.Batch(4, 1))),
            new StageCosts.Stage(2, List.of(new StageCosts.Batch(1, 5), new StageCosts.Batch(4, 3)))));

    @Test
    void the_way_to_an_exit_costs_all_earlier_stages_too() {
        assertThat(COSTS.cumulative(4)).containsExactly(1, 4);
    }

    @Test
    void a_batch_size_that_was_not_measured_costs_as_the_next_smaller_one() {
        assertThat(COSTS.cumulative(3)).containsExactly(2, 7);
        assertThat(COSTS.cumulative(100)).containsExactly(1, 4);
        assertThat(COSTS.batchSizes()).containsExactly(1, 4);
    }

    @Test
    void what_is_written_as_json_is_read_and_what_a_later_release_adds_is_ignored() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        String json = mapper.writeValueAsString(COSTS);

        assertThat(mapper.readValue(json.replace("\"threads\"", "\"new\":1,\"threads\""), StageCosts.class))
                .isEqualTo(COSTS);
    }

    @Test
    void a_file_is_read_or_named_with_what_is_wrong_with_it(@TempDir Path folder) throws Exception {
        Path good = folder.resolve("good.json");
        Path bad = Files.writeString(folder.resolve("bad.json"), "{}");
        new ObjectMapper().writeValue(good.toFile(), COSTS);

        assertThat(StageCosts.read(good)).isEqualTo(COSTS);
        assertThatThrownBy(() -> StageCosts.read(bad))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bad.json has no stage costs");
        assertThatThrownBy(() -> StageCosts.read(folder.resolve("none.json")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none.json cannot be read");
    }

    @Test
    void a_foreign_format_and_empty_or_impossible_costs_are_refused() {
        assertThatThrownBy(() -> new StageCosts(2, "b 1", "m", "cpu", 1, "float32", COSTS.stages()))
                .hasMessage("formatVersion is 2, this release reads 1");
        assertThatThrownBy(() -> costs(List.of())).hasMessage("every stage needs a measured batch size");
        assertThatThrownBy(() -> costs(List.of(new StageCosts.Stage(1, List.of(new StageCosts.Batch(1, 0))))))
                .hasMessage("batch sizes and milliseconds must be above 0");
    }

    private static StageCosts costs(List<StageCosts.Stage> stages) {
        return new StageCosts(1, "b 1", "m", "cpu", 1, "float32", stages);
    }
}
