package dev.offramp.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.publish.TestingPictures;
import dev.offramp.cli.terminal.Screen;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContestTest {

    private static final List<Picture> PICTURES = TestingPictures.of(7);

    private final List<String> played = new ArrayList<>();
    private final Map<String, List<List<Picture>>> seen = new HashMap<>();
    private final StringWriter out = new StringWriter();

    @Test
    void contestants_take_turns_and_begin_in_turn() {
        contest(2, 2, new Scripted("a", 1, 1, 1, 1), new Scripted("b", 1, 1, 1, 1))
                .play();

        assertThat(played).containsExactly("b", "a", "a", "b", "b", "a", "a", "b");
    }

    @Test
    void warm_up_does_not_count() {
        ContestResult standings = contest(1, 2, new Scripted("a", 1, 20, 30)).play();

        assertThat(standings.rate("a").values()).containsExactly(20.0, 30.0);
        assertThat(out.toString()).contains("warm-up").contains("turn 2/2");
    }

    @Test
    void a_ratio_is_taken_turn_by_turn() {
        ContestResult standings = contest(0, 3, new Scripted("a", 20, 40, 90), new Scripted("b", 10, 10, 30))
                .play();

        assertThat(standings.ratio("a", "b").values()).containsExactly(2.0, 4.0, 3.0);
        assertThat(standings.ratio("a", "b").median()).isEqualTo(3);
    }

    @Test
    void a_turn_takes_about_the_time_that_is_wanted_whatever_the_contestant_is_like() {
        Contestant slow = new Scripted("slow", 1_000, 1_000);
        Contestant fast = new Scripted("fast", 50_000, 50_000);

        ContestResult standings =
                new Contest(List.of(slow, fast), new TurnSize(2, Optional.empty()), 1, 1, PICTURES, screen()).play();

        assertThat(standings.all("slow").samples()).isCloseTo(2_000, within(PICTURES.size()));
        assertThat(standings.all("fast").samples()).isCloseTo(100_000, within(PICTURES.size()));
    }

    @Test
    void in_a_turn_all_see_the_same_pictures_in_the_same_order_however_fast_they_are() {
        List<Picture> many = TestingPictures.of(1_200);
        Contestant slow = new Scripted("slow", 300, 300, 300);
        Contestant fast = new Scripted("fast", 900, 900, 900);

        new Contest(List.of(slow, fast), new TurnSize(2, Optional.empty()), 1, 2, many, screen()).play();

        assertThat(seen.get("slow")).hasSize(3);
        assertThat(seen.get("slow").get(1)).isEqualTo(many.subList(0, 600));
        assertThat(seen.get("slow").get(2)).isEqualTo(many.subList(600, 1_200));
        for (int turn = 1; turn <= 2; turn++) {
            List<Picture> once = seen.get("slow").get(turn);
            assertThat(seen.get("fast").get(turn))
                    .isEqualTo(Stream.of(once, once, once).flatMap(List::stream).toList());
        }
    }

    @Test
    void accuracies_and_multiply_adds_compare_turn_by_turn() {
        ContestResult standings = new ContestResult(
                Map.of("a", List.of(round(0.90, 10), round(0.80, 20)), "b", List.of(round(0.93, 40), round(0.81, 40))));

        assertThat(standings.accuracyAbove("b", "a").asPoints()).isEqualTo("2.00 (1.00 to 3.00)");
        assertThat(standings.arithmeticRatio("a", "b").values()).containsExactly(4.0, 2.0);
    }

    private static JobRound round(double accuracy, double multiplyAdds) {
        return new JobRound(1, 100, accuracy, multiplyAdds, List.of(100L), List.of(1.0), Set.of(1L));
    }

    @Test
    void rounds_are_weighed_by_their_samples() {
        JobRound small = new JobRound(1, 100, 0.5, 10, List.of(100L), List.of(1.0), Set.of(1L));
        JobRound large = new JobRound(1, 300, 0.9, 20, List.of(100L, 200L), List.of(2.0, 3.0), Set.of(2L));

        JobRound all = JobRound.together(5, List.of(small, large));

        assertThat(all.accuracy()).isEqualTo(0.8);
        assertThat(all.meanMultiplyAdds()).isEqualTo(17.5);
        assertThat(all.left()).containsExactly(200L, 200L);
        assertThat(all.policyVersions()).containsExactly(1L, 2L);
    }

    @Test
    void whoever_did_not_take_part_has_no_rate() {
        assertThatThrownBy(() -> contest(0, 1, new Scripted("a", 1)).play().rate("b"))
                .hasMessageContaining("'b'");
    }

    private Contest contest(int warmUp, int turns, Contestant... contestants) {
        return new Contest(List.of(contestants), new TurnSize(1, Optional.of(10)), warmUp, turns, PICTURES, screen());
    }

    private Screen screen() {
        return Screen.on(new PrintWriter(out));
    }

    /** Has the rates that were written down for it. */
    private final class Scripted implements Contestant {

        private final String name;
        private final double[] rates;
        private int turn;

        Scripted(String name, double... rates) {
            this.name = name;
            this.rates = rates;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public JobRound play(List<Picture> pictures) {
            played.add(name);
            seen.computeIfAbsent(name, unseen -> new ArrayList<>()).add(pictures);
            return new JobRound(
                    rates[turn++], pictures.size(), 1, 1, List.of((long) pictures.size()), List.of(1.0), Set.of(0L));
        }
    }
}
