package dev.offramp.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What of a group of pictures can stand by itself. Times are in milliseconds. */
class GrowingSegmentTest {

    private static final VideoTrack TRACK = new VideoTrack("hevc", 64, 64, 1, 1_000, 0, 25, 0);
    private static final int PACKET_BYTES = 100;

    private final GrowingSegment growing = new GrowingSegment(TRACK, new byte[0], 10 * 124, 1_000);

    @BeforeAll
    static void load() {
        FfmpegLibraries.load();
    }

    @Test
    void pictures_that_are_shown_before_their_key_frame_are_left_out() {
        begin(1_000, 880);
        add(920, 920);
        add(960, 940);
        add(1_120, 960);
        add(1_040, 980);

        assertThat(growing.end().orElseThrow().pts()).containsExactly(1_000L, 1_120L, 1_040L);
        assertThat(growing.leftOut()).isEqualTo(2);
    }

    @Test
    void where_nothing_is_shown_in_another_order_a_time_that_stumbles_is_no_such_picture() {
        begin(1_000, 1_000);
        add(990, 990);

        assertThat(growing.end().orElseThrow().sizes()).hasSize(2);
    }

    @Test
    void neither_is_a_count_that_begins_anew() {
        begin(9_000, 8_900);
        add(0, 0);

        assertThat(growing.end().orElseThrow().sizes()).hasSize(2);
    }

    @Test
    void without_times_mpeg4_says_itself_what_is_shown_before() {
        var mpeg4 = new GrowingSegment(
                new VideoTrack("mpeg4", 64, 64, 1, 25, 0, 25, 0), new byte[0], Integer.MAX_VALUE, 1_000);
        AVPacket bidirectional = picture(0x80);
        AVPacket predicted = picture(0x40);

        mpeg4.begin(picture(0x00));
        mpeg4.add(bidirectional);
        mpeg4.add(bidirectional);
        mpeg4.add(predicted);
        mpeg4.add(bidirectional);

        assertThat(mpeg4.end().orElseThrow().sizes()).hasSize(3);
        assertThat(mpeg4.leftOut()).isEqualTo(2);
    }

    @Test
    void what_stands_before_the_first_key_frame_is_left_out() {
        add(0, 0);
        assertThat(growing.end()).isEmpty();
        begin(40, 40);

        assertThat(growing.end().orElseThrow().pts()).containsExactly(40L);
        assertThat(growing.leftOut()).isEqualTo(1);
    }

    @Test
    void a_group_of_just_the_largest_size_is_whole_and_a_longer_one_is_lost_whole() {
        begin(0, 0);
        for (int i = 1; i < 10; i++) {
            add(i, i);
        }
        assertThat(growing.end().orElseThrow().sizes()).hasSize(10);

        begin(0, 0);
        for (int i = 1; i < 12; i++) {
            add(i, i);
        }
        assertThat(growing.end()).isEmpty();
        assertThat(growing.leftOut()).isEqualTo(12);
        assertThat(growing.tooLong()).isEqualTo(1);
    }

    private void begin(long pts, long dts) {
        AVPacket packet = packet(pts, dts);
        growing.begin(packet);
        av_packet_free(packet);
    }

    private void add(long pts, long dts) {
        AVPacket packet = packet(pts, dts);
        growing.add(packet);
        av_packet_free(packet);
    }

    /** @param type in the two highest bits of what follows the start of a picture */
    private static AVPacket picture(int type) {
        AVPacket packet = packet(VideoSegment.NO_PTS, VideoSegment.NO_PTS);
        packet.data().put(new byte[] {7, 0, 0, 1, (byte) 0xB6, (byte) type}, 0, 6);
        return packet;
    }

    private static AVPacket packet(long pts, long dts) {
        AVPacket packet = av_packet_alloc();
        av_new_packet(packet, PACKET_BYTES);
        packet.pts(pts);
        packet.dts(dts);
        return packet;
    }
}
