package dev.offramp.sample;

import dev.offramp.video.VideoTrack;
import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of an {@link EncodedSegment}; of its track it keeps what a decoder needs. */
public final class EncodedSegmentFormat implements WireFormat<EncodedSegment> {

    private static final long serialVersionUID = 1;
    private static final SampleFormat SAMPLE = new SampleFormat();

    @Override
    public String id() {
        return "offramp/encoded-segment";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(EncodedSegment segment, DataOutputView out) throws IOException {
        VideoTrack track = segment.track();
        Bytes.writeText(track.codec(), out);
        out.writeInt(track.width());
        out.writeInt(track.height());
        out.writeInt(track.timeBaseNumerator());
        out.writeInt(track.timeBaseDenominator());
        out.writeInt(track.rotation());
        Bytes.write(segment.header(), out);
        Bytes.write(segment.record(), out);
        out.writeInt(segment.offset());
        out.writeInt(segment.sizes().size());
        for (int i = 0; i < segment.sizes().size(); i++) {
            out.writeInt(segment.sizes().get(i));
            out.writeLong(segment.pts().get(i));
        }
        out.writeInt(segment.samples().size());
        for (SegmentSample each : segment.samples()) {
            write(each, out);
        }
    }

    private static void write(SegmentSample each, DataOutputView out) throws IOException {
        SAMPLE.writeNested(each.sample(), out);
        out.writeInt(each.pictures().size());
        for (int picture : each.pictures()) {
            out.writeInt(picture);
        }
    }

    @Override
    public EncodedSegment read(int version, DataInputView in) throws IOException {
        VideoTrack track = new VideoTrack(
                Bytes.readText(in), in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt(), 0, 0);
        byte[] header = Bytes.read(in);
        byte[] record = Bytes.read(in);
        int offset = in.readInt();
        int packets = in.readInt();
        List<Integer> sizes = new ArrayList<>(packets);
        List<Long> pts = new ArrayList<>(packets);
        for (int i = 0; i < packets; i++) {
            sizes.add(in.readInt());
            pts.add(in.readLong());
        }
        int count = in.readInt();
        List<SegmentSample> samples = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            samples.add(sample(in));
        }
        return new EncodedSegment(track, header, record, offset, sizes, pts, samples);
    }

    private static SegmentSample sample(DataInputView in) throws IOException {
        Sample sample = SAMPLE.readNested(in);
        int count = in.readInt();
        List<Integer> pictures = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            pictures.add(in.readInt());
        }
        return new SegmentSample(sample, pictures);
    }
}
