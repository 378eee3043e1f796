package dev.offramp.cli.ingest;

import dev.offramp.cli.options.BrokerOptions;
import dev.offramp.cli.options.FramesTopicOptions;
import dev.offramp.cli.options.ListenAddress;
import dev.offramp.cli.options.PartitionsOption;
import dev.offramp.cli.terminal.AtExit;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.kafka.TopicSubjects;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Publishes the pictures of cameras and video files to a topic of frames. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "ingest",
        sortOptions = false,
        description = "Publish the pictures of cameras and video files to a topic of frames.",
        footer = {
            "",
            "A camera that fails is opened again, later and later up to half a minute; where the broker is slow, its oldest"
                    + " pictures are lost, and counted. A file waits for the broker. Each stream ends with a record that says so.",
            "With --as segment nothing is decoded here, so that --short-side, --quality, --gate and --heartbeat mean nothing.",
            "",
            "Examples:",
            "  ./offramp ingest holiday.mp4 --create-topic",
            "  ./offramp ingest 'rtsp://viewer:$${GATE_PASSWORD}@10.0.0.5/live' --stream gate --rate 10",
            "  ./offramp ingest clips --as segment --rate all",
            "  ./offramp ingest --cameras cameras.yaml --listen 9470",
            "  ./offramp ingest --status",
            ""
        })
public final class IngestCommand implements Callable<Integer> {

    private static final String USUAL_STATUS = "http://127.0.0.1:9470";
    private static final int FEWEST_FILES_AT_ONCE = 2;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SourceOptions sources;

    @Mixin
    private BrokerOptions broker;

    @Mixin
    private FramesTopicOptions topic;

    @Mixin
    private PartitionsOption partitions;

    @Option(
            names = "--listen",
            paramLabel = "[HOST:]PORT",
            converter = ListenAddress.class,
            description =
                    "Tell over HTTP how it goes: /metrics for Prometheus, /status as JSON (default: off; without a host,"
                            + " to this machine alone).")
    private Optional<InetSocketAddress> listen;

    @Option(
            names = "--status",
            arity = "0..1",
            paramLabel = "URL",
            fallbackValue = USUAL_STATUS,
            description =
                    "Print how the cameras are of an ingest that runs with --listen (default: " + USUAL_STATUS + ").")
    private Optional<URI> status;

    @Override
    public Integer call() {
        checkOptions();
        Screen screen = Screen.on(spec.commandLine().getOut());
        if (status.isPresent()) {
            List<CameraStatus> cameras = new StatusClient(status.get()).cameras();
            new StatusTable(cameras).lines(cameras.size()).forEach(screen::line);
            return 0;
        }
        IngestRun.Cameras cameras = sources.cameras();
        String frames = topic.prepare(broker, partitions);
        var kafka = new KafkaFrameTopic(
                broker.bootstrapServers(), broker.properties(), frames, broker.form(TopicSubjects.frames(frames)));
        try (var dispatcher = new Dispatcher(kafka)) {
            int filesAtOnce =
                    Math.max(FEWEST_FILES_AT_ONCE, Runtime.getRuntime().availableProcessors());
            var fleet = new Fleet(dispatcher, new FileTurns(filesAtOnce));
            return run(new IngestRun(cameras, dispatcher, fleet, frames, screen), fleet) ? 0 : 1;
        }
    }

    private boolean run(IngestRun run, Fleet fleet) {
        Optional<StatusServer> server = listen.map(address -> StatusServer.start(address, fleet::statuses));
        try (var atExit = new AtExit("ingest-at-exit", run::stop)) {
            return run.run();
        } finally {
            server.ifPresent(StatusServer::close);
        }
    }

    private void checkOptions() {
        check(
                status.isPresent() ? sources.areNone() : sources.areGiven(),
                "give one of SOURCE, --cameras and --status");
        check(!sources.nameOneOfMany(), "--stream goes with SOURCE; a file of cameras names its own");
        sources.meaningless().forEach(option -> check(false, option + " " + CameraValues.OF_FRAMES_ALONE));
    }

    private void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
