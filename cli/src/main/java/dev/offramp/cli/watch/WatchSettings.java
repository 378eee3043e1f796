package dev.offramp.cli.watch;

import dev.offramp.cli.analysis.Frontier;
import dev.offramp.cli.rest.FlinkRest;
import dev.offramp.job.Settings;
import dev.offramp.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * Which job is watched.
 *
 * @param cluster  Flink's JobManager, where it is to be asked
 * @param job      id of the job there; else the newest one of ours
 * @param frontier of the bundle that is served, where it is known
 * @param history  how far back windows are read and kept
 */
public record WatchSettings(
        KafkaSettings kafka,
        Optional<FlinkRest> cluster,
        Optional<String> job,
        Optional<Frontier> frontier,
        Duration history) {

    private static final Duration HOUR = Duration.ofHours(1);

    /** For a job that was started here. */
    public static WatchSettings ofJob(Settings settings, FlinkRest cluster, String job) {
        return new WatchSettings(
                settings.kafka(),
                Optional.of(cluster),
                Optional.of(job),
                Frontier.of(settings.bundle(), settings.control().curves()),
                HOUR);
    }
}
