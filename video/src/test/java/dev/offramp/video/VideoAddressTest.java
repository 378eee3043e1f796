package dev.offramp.video;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoAddressTest {

    @ParameterizedTest
    @CsvSource({
        "rtsp://camera/1, true",
        "RTSP://camera/1, true",
        "http://camera/mjpg/video, true",
        "http://camera/stream.cgi?file=a.mp4, true",
        "https://server/films/one.mp4?token=x, false",
        "/films/one.mp4, false",
        "one:two.mp4, false",
        "-, false"
    })
    void a_source_is_live_where_pictures_are_gone_if_nobody_takes_them(String text, boolean live) {
        assertThat(new VideoAddress(text).isLive()).isEqualTo(live);
    }

    @ParameterizedTest
    @CsvSource({
        "rtsp://admin:s3cret@camera/1, rtsp://admin:***@camera/1",
        "rtsp://admin:s3/cr@t@camera/1, rtsp://admin:***@camera/1",
        "rtsp://camera/1?password=s3cret, rtsp://camera/1?…",
        "rtsp://camera:554/1, rtsp://camera:554/1",
        "/films/what?.mp4, /films/what?.mp4"
    })
    void passwords_are_not_shown(String text, String shown) {
        assertThat(new VideoAddress(text)).hasToString(shown);
    }

    @Test
    void a_file_is_a_file_whatever_it_is_called() {
        assertThat(new VideoAddress("films/-one.mp4").url()).isEqualTo("file:films/-one.mp4");
        assertThat(new VideoAddress("-").url()).isEqualTo("pipe:0");
    }
}
