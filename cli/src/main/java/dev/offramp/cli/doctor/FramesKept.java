package dev.offramp.cli.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** Whether frames wait on their topic for as long as the job may be away. */
final class FramesKept implements Check<Broker> {

    @Override
    public String name() {
        return "retention";
    }

    private static final String SIZE = TopicConfig.RETENTION_BYTES_CONFIG;

    @Override
    public void examine(Broker broker, Findings findings) {
        Duration away = broker.kafka().transactionTimeout().duration();
        List<String> frames = broker.seen(List.of(broker.kafka().topics().frames()), findings);
        Map<String, String> times = broker.settings(frames, TopicConfig.RETENTION_MS_CONFIG, findings);
        broker.settings(frames, SIZE, findings).forEach((topic, bytes) -> {
            if (Long.parseLong(bytes) >= 0) {
                findings.warning(
                        "topic " + topic + " keeps " + bytes + " bytes a partition (" + SIZE
                                + "), however short the job is away: frames beyond are lost unanswered",
                        SIZE + "=-1 on it, or as many bytes as come in " + away.toSeconds() + " s");
            }
        });
        times.forEach((topic, millis) -> {
            Duration kept = Duration.ofMillis(Long.parseLong(millis));
            if (kept.isNegative() || kept.compareTo(away) >= 0) {
                findings.ok(topic + " keeps frames "
                        + (kept.isNegative() ? "for ever" : "for " + kept.toMinutes() + " min"));
            } else {
                findings.warning(
                        "topic " + topic + " keeps frames for " + kept.toSeconds()
                                + " s (retention.ms), and the job may be away for " + away.toSeconds()
                                + " s (kafka.transaction-timeout): frames that wait longer are lost unanswered",
                        "retention.ms of at least " + away.toMillis() + " on it");
            }
        });
    }
}
