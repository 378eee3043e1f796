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
    void a_long_message_may_stand_before_it() {
        String longMessage = "05" + "FF0A" + "22".repeat(265);

        assertThat(gradual("000001 06 " + longMessage + " 0601 34 80 000001 419a24"))
                .isTrue();
        assertThat(gradual("000001 06 " + longMessage + " 0601 C4 80 000001 419a24"))
                .isFalse();
    }

    @Test
    void messages_are_read_within_their_unit_and_without_the_bytes_that_guard_it() {
        // a message of four bytes, 00 00 01 22, guarded; read unguarded its last byte would be the type of the next
        assertThat(gradual("000001 06 0104 00000301 22 80 000001 658888")).isFalse();
        assertThat(gradual("000001 06 0104 00000301 22 0601 34 80 000001 419a24"))
                .isTrue();
        assertThat(gradual("000001 06 0120 80 000001 41 0601 34 80 ffffffff"))
                .as("what looks like one behind it")
                .isFalse();
    }

    @Test
    void an_instantaneous_refresh_in_the_packet_rules() {
        assertThat(gradual("000001 0606 01 34 80 000001 658888")).isFalse();
    }

    @Test
    void padding_is_no_message() {
        assertThat(gradual("000001 06" + "00".repeat(60_000) + "000001 419a24")).isFalse();
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
