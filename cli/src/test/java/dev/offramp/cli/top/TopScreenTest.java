package dev.offramp.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.watch.Board;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Screens as they were looked at and found good; {@code -Dscreens.keep=true} writes them anew, to be looked at again. */
class TopScreenTest {

    private static final Path GOOD = Path.of("src/test/resources/dev/offramp/cli/top");
    private static final boolean KEEP = Boolean.getBoolean("screens.keep");

    private static final TopScreen BLOCKS = screen(Glyphs.BLOCKS, false);
    private static final TopScreen ASCII = screen(Glyphs.ASCII, false);

    static Stream<Arguments> screens() {
        return Stream.of(
                Arguments.of("working-80x24", BLOCKS, WatchedJob.working(), 80, 24),
                Arguments.of("working-120x40", BLOCKS, WatchedJob.working(), 120, 40),
                Arguments.of("working-40x12", BLOCKS, WatchedJob.working(), 40, 12),
                Arguments.of("working-ascii-120x40", ASCII, WatchedJob.working(), 120, 40),
                Arguments.of("nothing-yet-80x24", BLOCKS, WatchedJob.nothingYet(), 80, 24),
                Arguments.of("down-80x24", BLOCKS, WatchedJob.down(), 80, 24),
                Arguments.of("unreadable-80x24", BLOCKS, WatchedJob.unreadable(), 80, 24),
                Arguments.of("many-streams-80x24", BLOCKS, WatchedJob.manyStreams(), 80, 24));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("screens")
    void a_screen_is_the_one_that_was_found_good(
            String name, TopScreen screen, Board.Snapshot board, int width, int height) throws IOException {
        List<String> lines = text(screen.draw(board, View.FIRST, width, height).rows());
        Path file = GOOD.resolve(name + ".txt");
        if (KEEP) {
            Files.write(file, lines);
        }
        assertThat(lines).isEqualTo(Files.readAllLines(file));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("screens")
    void nothing_is_longer_than_the_width_or_beyond_the_height_whatever_they_are(
            String name, TopScreen screen, Board.Snapshot board) {
        for (int width = 1; width < 140; width += 3) {
            for (int height : new int[] {1, 2, 5, 24}) {
                List<AttributedString> rows =
                        screen.draw(board, View.FIRST, width, height).rows();
                int wide = width;
                assertThat(rows)
                        .as(name + " at " + width + "x" + height)
                        .hasSize(height)
                        .allSatisfy(row -> assertThat(row.columnLength()).isLessThanOrEqualTo(wide));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("screens")
    void nothing_that_a_terminal_obeys_is_ever_drawn(String name, TopScreen screen, Board.Snapshot board) {
        assertThat(screen.lines(board, 100, 1000)).as(name).allSatisfy(line -> assertThat(line)
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}]"));
    }

    @Test
    void a_terminal_without_unicode_gets_none() {
        assertThat(ASCII.lines(WatchedJob.manyStreams(), 100, 1000))
                .allSatisfy(line -> assertThat(line).matches("[ -~]*"));
    }

    @Test
    void all_is_in_the_lines_where_there_is_room_and_only_the_first_where_there_is_none() {
        List<String> all = BLOCKS.lines(WatchedJob.working(), 80, 1000);

        assertThat(String.join("\n", all))
                .contains("! Bottleneck: stage 1", "FLOW", "EXITS", "COST", "LATENCY", "STAGES", "TASKS", "EVENTS")
                .contains("NOT_AVRO", "BAD_POLICY", "5,400 wait (6.0 s), +300/s");
        assertThat(BLOCKS.lines(WatchedJob.working(), 80, 5)).isEqualTo(all.subList(0, 5));
    }

    @Test
    void bundles_beside_each_other_are_told_apart_and_the_rest_is_of_the_one_that_answers_most() {
        String screen = String.join("\n", BLOCKS.lines(WatchedJob.canary(), 80, 1000));

        assertThat(screen)
                .contains("BUNDLES   90.0 %  1.40 M a sample  p99 100 ms  tiny 1.0.0\n")
                .contains("          10.0 %  5.00 M a sample  p99 100 ms  other 2.0.0\n")
                .contains("EXITS    exit 1   90.0 %     4,860");
        assertThat(BLOCKS.lines(WatchedJob.working(), 80, 1000)).noneMatch(line -> line.startsWith("BUNDLES"));
    }

    @Test
    void a_shadow_stands_beside_what_answers_and_says_how_it_compares() {
        assertThat(String.join("\n", BLOCKS.lines(WatchedJob.shadow(), 80, 1000)))
                .contains("BUNDLES  100.0 %  1.40 M a sample  p99 100 ms  tiny 1.0.0\n")
                .contains("          shadow  agrees 90.0 %  cost 1.50x  other 2.0.0\n")
                .contains("EXITS    exit 1   90.0 %     4,860");
    }

    @Test
    void scrolled_to_the_end_the_last_row_is_seen_and_further_than_that_it_does_not_go() {
        TopScreen.Drawn first = BLOCKS.draw(WatchedJob.working(), View.FIRST, 80, 24);
        TopScreen.Drawn end = BLOCKS.draw(WatchedJob.working(), new View(1000, false, false), 80, 24);

        assertThat(first.extent().last()).isPositive();
        assertThat(text(end.rows()).get(22)).contains("were looked at, the newest");
        assertThat(text(end.rows()).get(23)).endsWith("of " + end.extent().rows());
    }

    @Test
    void help_takes_the_place_of_the_parts_and_a_pause_is_said() {
        assertThat(String.join(
                        "\n",
                        text(BLOCKS.draw(WatchedJob.working(), new View(3, false, true), 80, 24)
                                .rows())))
                .contains("q            quit")
                .doesNotContain("EXITS");
        assertThat(text(BLOCKS.draw(WatchedJob.working(), new View(0, true, false), 80, 24)
                                .rows())
                        .get(0))
                .endsWith("PAUSED at 10:45:00");
    }

    @Test
    void colour_is_where_it_is_wanted_alone_and_what_is_wrong_is_said_without_it_too() {
        AttributedString plain = problem(screen(Glyphs.BLOCKS, false));
        AttributedString red = problem(screen(Glyphs.BLOCKS, true));

        assertThat(red.toString()).isEqualTo(plain.toString()).startsWith("! ");
        assertThat(red.toAnsi()).contains("31");
        assertThat(plain.toAnsi()).doesNotContain("31");
    }

    private static AttributedString problem(TopScreen screen) {
        return screen.draw(WatchedJob.unreadable(), View.FIRST, 80, 24).rows().get(1);
    }

    private static TopScreen screen(Glyphs glyphs, boolean colour) {
        return new TopScreen(Optional.of(WatchedJob.FRONTIER), new Clock(ZoneOffset.UTC), new Pen(glyphs, colour));
    }

    private static List<String> text(List<AttributedString> rows) {
        return rows.stream().map(row -> row.toString().stripTrailing()).toList();
    }
}
