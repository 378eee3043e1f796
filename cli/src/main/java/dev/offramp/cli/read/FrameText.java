package dev.offramp.cli.read;

import dev.offramp.cli.terminal.Figures;
import dev.offramp.schema.EndOfStream;
import dev.offramp.schema.Frame;
import dev.offramp.schema.Segment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Frames, segments and the ends of streams. */
final class FrameText implements RecordText {

    @Override
    public String alignment() {
        return "llrlrr";
    }

    @Override
    public TextLine line(TopicRecord record) {
        if (record.value() instanceof Segment segment) {
            return line(segment);
        }
        return record.value() instanceof EndOfStream end ? line(end) : line((Frame) record.value());
    }

    private static TextLine line(Frame frame) {
        List<String> remarks = new ArrayList<>();
        addLabel(frame.getLabel(), frame.getDeadlineMillis(), remarks);
        addLost(frame.getDropped(), frame.getUnchanged(), remarks);
        return new TextLine(
                List.of(
                        Moment.of(frame.getEventTime()),
                        frame.getStream(),
                        Long.toString(frame.getSequence()),
                        frame.getEncoding().name(),
                        size(frame),
                        bytes(frame.getBytes())),
                String.join(", ", remarks));
    }

    private static String size(Frame frame) {
        Integer width = frame.getWidth();
        Integer height = frame.getHeight();
        return width != null && height != null
                ? width + "x" + height
                : PictureSize.of(frame.getBytes()).map(PictureSize::toString).orElse("");
    }

    private static TextLine line(Segment segment) {
        List<String> remarks = new ArrayList<>();
        int pictures = segment.getSizes().size();
        int picked =
                segment.getPicked().isEmpty() ? pictures : segment.getPicked().size();
        remarks.add("segment, " + picked + " of " + pictures + " pictures");
        addLabel(segment.getLabel(), segment.getDeadlineMillis(), remarks);
        addLost(segment.getDropped(), segment.getUnchanged(), remarks);
        return new TextLine(
                List.of(
                        Moment.of(segment.getEventTime()),
                        segment.getStream(),
                        Long.toString(segment.getSequence()),
                        segment.getCodec().name(),
                        segment.getWidth() + "x" + segment.getHeight(),
                        bytes(segment.getBytes())),
                String.join(", ", remarks));
    }

    private static TextLine line(EndOfStream end) {
        List<String> remarks = new ArrayList<>(List.of("end of the stream"));
        addLost(end.getDropped(), 0, remarks);
        return new TextLine(
                List.of(Moment.of(end.getEventTime()), end.getStream(), Long.toString(end.getSequence())),
                String.join(", ", remarks));
    }

    private static void addLabel(@Nullable Integer label, @Nullable Long deadlineMillis, List<String> remarks) {
        if (label != null) {
            remarks.add("class " + label);
        }
        if (deadlineMillis != null) {
            remarks.add("due within " + deadlineMillis + " ms");
        }
    }

    private static void addLost(int dropped, int unchanged, List<String> remarks) {
        if (dropped > 0) {
            remarks.add(dropped + " lost before it");
        }
        if (unchanged > 0) {
            remarks.add(unchanged + " unchanged before it");
        }
    }

    private static String bytes(ByteBuffer bytes) {
        return bytes.remaining() < 1000 ? bytes.remaining() + " B" : Figures.bytes(bytes.remaining());
    }
}
