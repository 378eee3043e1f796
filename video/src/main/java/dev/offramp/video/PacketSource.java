package dev.offramp.video;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Where a decoder gets its packets from. One thread. */
interface PacketSource extends AutoCloseable {

    VideoTrack track();

    /** What the decoder is opened with; its owner is the source. */
    AVCodecParameters parameters();

    /**
     * Goes on to the next packet, in the order in which they are decoded.
     *
     * @return false behind the last
     */
    boolean advance() throws VideoFailure;

    /** Where the source stands; overwritten when it advances. */
    AVPacket packet();

    @Override
    void close();
}
