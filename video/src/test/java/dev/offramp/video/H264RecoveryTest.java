package dev.offramp.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class H264RecoveryTest {

    @Test
    void a_refresh_at_once_is_where_a_decoder_begins() {
        assertThat(gradual("00000001 0605018080 00000001 658888")).isFalse();
        assertThat(gradual("000001 419a24")).isFalse();
    }

    @Test
    void an_open_group_recovers_with_its_first_picture() {
        assertThat(gradual("000001 0606 01 C4 80 000001 419a24")).isFalse();
    }

    @Test
    void a_refresh_little_by_little_does_not() {
        assertThat(gradual("000001 0606 01 34 80 000001 419a24")).isTrue();
    }

    @Test
    void other_messages_may_stand_before_it() {
        assertThat(gradual("000001 06 0102 1122 0601 34 80 000001 419a24")).isTrue();
    }

    @Test
    void what_breaks_off_says_nothing() {
        assertThat(gradual("000001 06FFFF")).isFalse();
        assertThat(gradual("000001 0601FF")).isFalse();
        assertThat(gradual("000001")).isFalse();
    }

    private static boolean gradual(String hex) {
        return H264Recovery.isGradual(HexFormat.of().parseHex(hex.replace(" ", "")));
    }
}
