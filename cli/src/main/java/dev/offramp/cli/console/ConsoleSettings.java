package dev.offramp.cli.console;

import dev.offramp.cli.analysis.Frontier;
import dev.offramp.frames.FramesSettings;
import dev.offramp.job.Settings;
import dev.offramp.kafka.KafkaSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What a console looks at.
 *
 * @param frames   bounds of the pictures that it decodes
 * @param cluster  Flink's JobManager, where it is to be asked
 * @param job      id of the job there; else the newest one of ours
 * @param frontier of the bundle that is served, where it is known
 * @param history  how far back it shows
 * @param pictures whether it shows any
 * @param listen   where the page is served
 */
public record ConsoleSettings(
        KafkaSettings kafka,
        FramesSettings frames,
        Optional<URI> cluster,
        Optional<String> job,
        Optional<Frontier> frontier,
        Duration history,
        boolean pictures,
        InetSocketAddress listen) {

    private static final Duration HOUR = Duration.ofHours(1);

    /** For a job that was started here, on a free port of this machine. */
    public static ConsoleSettings ofJob(Settings settings, URI cluster, String job) {
        return new ConsoleSettings(
                settings.kafka(),
                settings.frames(),
                Optional.of(cluster),
                Optional.of(job),
                Frontier.of(settings.bundle(), settings.control().curves()),
                HOUR,
                true,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }
}
