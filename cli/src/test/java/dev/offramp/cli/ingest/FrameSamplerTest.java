package dev.offramp.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameSamplerTest {

    @Test
    void every_fifth_of_25_is_5_a_second() {
        assertThat(chosen(new FrameSampler(5, 25), evenly(25, 101)))
                .containsExactly(0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 100);
    }

    @Test
    void a_stream_at_the_wanted_rate_loses_nothing_to_its_jitter() {
        var jitter = new Random(7);
        var times = evenly(25, 1000).stream()
                .map(micros -> micros + jitter.nextInt(-15_000, 15_000))
                .toList();

        assertThat(chosen(new FrameSampler(25, 25), times)).hasSizeGreaterThan(995);
    }

    @Test
    void a_stream_slower_than_the_grid_loses_nothing() {
        assertThat(chosen(new FrameSampler(30, 24), evenly(24, 240))).hasSize(240);
        assertThat(chosen(new FrameSampler(5, 0), evenly(1, 60))).hasSize(60);
    }

    @Test
    void broadcast_rates_keep_the_wanted_one_for_an_hour() {
        double ntsc = 30_000 / 1001.0;

        assertThat(chosen(new FrameSampler(5, ntsc), evenly(ntsc, (int) (3600 * ntsc))))
                .hasSizeBetween(17_999, 18_001);
    }

    @Test
    void all_takes_all_even_without_a_clock() {
        assertThat(chosen(new FrameSampler(PictureSettings.ALL, 25), List.of(0L, 0L, 0L)))
                .containsExactly(0, 1, 2);
    }

    @Test
    void a_time_that_stands_still_gives_one_picture() {
        assertThat(chosen(new FrameSampler(5, 25), List.of(7L, 7L, 7L))).containsExactly(0);
    }

    @Test
    void damage_counts_as_lost_only_where_it_left_a_slot_empty() {
        var sampler = new FrameSampler(5, 25);
        sampler.slotsAhead(0);

        assertThat(sampler.lostBefore(sampler.slotsAhead(200_000), 3)).isZero();
        assertThat(sampler.lostBefore(sampler.slotsAhead(1_000_000), 19)).isEqualTo(3);
        assertThat(sampler.lostBefore(sampler.slotsAhead(3_000_000), 1)).isEqualTo(1);
        assertThat(new FrameSampler(PictureSettings.ALL, 25).lostBefore(1, 4)).isEqualTo(4);
    }

    private static List<Long> evenly(double perSecond, int count) {
        List<Long> micros = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            micros.add(Math.round(i * 1e6 / perSecond));
        }
        return micros;
    }

    private static List<Integer> chosen(FrameSampler sampler, List<Long> micros) {
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < micros.size(); i++) {
            if (sampler.slotsAhead(micros.get(i)) > 0) {
                chosen.add(i);
            }
        }
        return chosen;
    }
}
