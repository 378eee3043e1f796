package dev.offramp.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Scenes at 5 pictures a second, with noise as a camera has it. */
class MotionGateTest {

    private static final long STEP_MICROS = 200_000;
    private static final int PER_MINUTE = 300;
    private static final int PER_HEARTBEAT = 50;
    private static final double NOISE = 0.5;

    private final Random random = new Random(7);
    private long micros;

    @Test
    void a_still_scene_is_left_out_but_for_heartbeats() {
        MotionGate gate = gate(2);

        assertThat(published(gate, 10 * PER_HEARTBEAT, -1)).isEqualTo(10);
    }

    @Test
    void an_object_that_moves_is_never_left_out() {
        MotionGate gate = gate(1.5);

        assertThat(published(gate, 300, 0)).isEqualTo(300);
    }

    @Test
    void what_changes_slowly_is_published_when_it_has_changed_enough() {
        MotionGate gate = gate(4);
        int published = 0;
        for (int i = 0; i < PER_HEARTBEAT; i++) {
            published += publishes(gate, flat(100 + i / 5)) ? 1 : 0;
        }

        assertThat(published).isEqualTo(5); // at first, and at each second level of grey
    }

    @Test
    void auto_publishes_everything_for_a_minute_and_then_knows_the_noise() {
        MotionGate gate = gate(GateSettings.AUTO);

        assertThat(published(gate, PER_MINUTE, -1)).isEqualTo(PER_MINUTE);
        assertThat(published(gate, 10 * PER_HEARTBEAT, -1)).isBetween(9, 11);
        assertThat(published(gate, 100, 0)).isBetween(99, 100);
    }

    @Test
    void auto_is_not_misled_by_what_moves_while_it_learns() {
        MotionGate gate = gate(GateSettings.AUTO);
        published(gate, PER_MINUTE * 4 / 5, 0);
        published(gate, PER_MINUTE / 5, -1);

        assertThat(published(gate, 100, 0)).isBetween(99, 100);
    }

    @Test
    void auto_goes_on_to_learn_where_nothing_is_ever_quiet() {
        MotionGate gate = gate(GateSettings.AUTO);
        int published = 0;
        for (int i = 0; i < 2 * PER_MINUTE; i++) {
            published += publishes(gate, flat(i % 2 == 0 ? 100 : 120)) ? 1 : 0;
        }
        assertThat(published).isEqualTo(2 * PER_MINUTE);

        published(gate, PER_MINUTE, -1);
        assertThat(published(gate, 10 * PER_HEARTBEAT, -1)).isBetween(9, 11);
    }

    @Test
    void a_source_that_is_opened_anew_begins_with_a_picture_and_remembers_the_noise() {
        MotionGate gate = gate(GateSettings.AUTO);
        published(gate, PER_MINUTE + PER_HEARTBEAT / 2, -1);

        gate.restart();
        micros = 0;

        assertThat(published(gate, PER_HEARTBEAT, -1)).isEqualTo(1);
    }

    @Test
    void off_leaves_nothing_out() {
        MotionGate gate = gate(GateSettings.OFF);

        for (int i = 0; i < 100; i++) {
            assertThat(publishes(gate, flat(100))).isTrue();
        }
    }

    private static MotionGate gate(double delta) {
        return new MotionGate(new GateSettings(delta, Duration.ofSeconds(10)));
    }

    /** @param object where a square of the thumbnail is darker, moving on by one each picture; none below 0 */
    private int published(MotionGate gate, int pictures, int object) {
        int published = 0;
        for (int i = 0; i < pictures; i++) {
            byte[] luma = new byte[MotionGate.SIDE * MotionGate.SIDE];
            for (int at = 0; at < luma.length; at++) {
                boolean dark = object >= 0 && at == (object + i) % luma.length;
                luma[at] = (byte) Math.round((dark ? 60 : 110) + NOISE * random.nextGaussian());
            }
            published += publishes(gate, luma) ? 1 : 0;
        }
        return published;
    }

    private boolean publishes(MotionGate gate, byte[] luma) {
        boolean publishes = !gate.isStill(luma, micros);
        micros += STEP_MICROS;
        if (publishes) {
            gate.published();
        }
        return publishes;
    }

    private static byte[] flat(int grey) {
        byte[] luma = new byte[MotionGate.SIDE * MotionGate.SIDE];
        Arrays.fill(luma, (byte) grey);
        return luma;
    }
}
