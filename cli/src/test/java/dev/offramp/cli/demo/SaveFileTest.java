package dev.offramp.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.cli.publish.FrameAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaveFileTest {

    private static final List<SavedPicture> PICTURES = List.of(
            SavedPicture.of(
                    "a,\"b\".png",
                    Optional.of(
                            new PictureOutcomes.Answered(TestingAnswers.answer(new FrameAddress("cam", 0), 2, 40)))),
            SavedPicture.of("c.png", Optional.of(new PictureOutcomes.Refused("EMPTY_FRAME: no bytes"))),
            SavedPicture.of("d.png", Optional.empty()));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    @Test
    void a_table_has_a_row_for_every_picture() throws IOException {
        Path file = folder.resolve("answers.CSV");

        new SaveFile(file).write(PICTURES);

        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "name,outcome,predicted,index,probability,exit,verdict,label,correct,multiplyAdds,milliseconds,reason",
                        "\"a,\"\"b\"\".png\",answered,class 2,2,0.875,2,CONFIDENT,1,false,2000000,40.0,",
                        "c.png,refused,,,,,,,,,,EMPTY_FRAME: no bytes",
                        "d.png,missing,,,,,,,,,,");
    }

    @Test
    void json_has_an_object_for_every_picture() throws IOException {
        Path file = folder.resolve("answers.json");

        new SaveFile(file).write(PICTURES);

        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json).hasSize(3);
        assertThat(json.at("/0/predicted").asText()).isEqualTo("class 2");
        assertThat(json.at("/1/reason").asText()).isEqualTo("EMPTY_FRAME: no bytes");
        assertThat(json.at("/2/exit").isNull()).isTrue();
    }

    @Test
    void the_name_says_which_of_both() {
        assertThat(new SaveFile(Path.of("a.csv")).hasFormat()).isTrue();
        assertThat(new SaveFile(Path.of("a.JSON")).hasFormat()).isTrue();
        assertThat(new SaveFile(Path.of("a.xlsx")).hasFormat()).isFalse();
    }
}
