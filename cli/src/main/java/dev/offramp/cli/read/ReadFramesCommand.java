package dev.offramp.cli.read;

import dev.offramp.kafka.KafkaOptions;
import dev.offramp.schema.EndOfStream;
import dev.offramp.schema.Frame;
import dev.offramp.schema.Segment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads what a job is given: frames, segments of video, and the ends of streams. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "frames",
        sortOptions = false,
        description =
                "Read the frames, segments of video and ends of streams: when a picture was taken, stream, sequence, encoding,"
                        + " width and height, bytes, and its true class where that is known.",
        footer = {
            "",
            "Examples:",
            "  ./offramp read frames --stream camera-0",
            "  ./offramp read frames --since 1m --save-pictures pictures",
            ""
        })
final class ReadFramesCommand implements Callable<Integer> {

    @Mixin
    private ReadOptions options;

    @Option(names = "--stream", paramLabel = "ID", description = "Only of this stream.")
    private Optional<String> stream;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "Only records of this kind: frame, segment or end-of-stream.")
    private Optional<String> kind;

    @Option(
            names = "--save-pictures",
            paramLabel = "DIR",
            description =
                    "Write the picture of each frame that is read into this folder too; raw pixels as PGM or PPM.")
    private Optional<Path> pictures;

    @Override
    public Integer call() {
        var topic = JobTopic.of(KafkaOptions.FRAMES_TOPIC, List.of(Frame.class, Segment.class, EndOfStream.class));
        return new Reading(options, topic, new FrameText(), kind, this::withPictures).run(this::isWanted);
    }

    private RecordSink withPictures(RecordSink sink) {
        return pictures.<RecordSink>map(folder -> new PictureFolder(folder, sink))
                .orElse(sink);
    }

    private boolean isWanted(TopicRecord record) {
        return stream.isEmpty() || stream.get().equals(streamOf(record));
    }

    private static String streamOf(TopicRecord record) {
        if (record.value() instanceof Segment segment) {
            return segment.getStream();
        }
        return record.value() instanceof EndOfStream end ? end.getStream() : ((Frame) record.value()).getStream();
    }
}
