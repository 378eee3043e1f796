package dev.offramp.cli.demo;

import dev.offramp.bundle.Bundle;
import dev.offramp.cli.broker.BrokerConnection;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.policy.ServedBundle;
import dev.offramp.sample.BundleId;
import dev.offramp.schema.Classification;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/**
 * The job that pictures are played to, by way of its topics.
 *
 * @param bundle   that it serves
 * @param streams  what the ids of their streams begin with
 * @param silence  how long a second answer to a frame could need to become visible
 * @param alive    fails where the job has ended
 * @param outlives whether the job is another's, and goes on when the demo has ended
 */
record PlayedJob(
        KafkaSettings kafka, Bundle bundle, String streams, Duration silence, Runnable alive, boolean outlives) {

    private static final String CAMERAS = "camera-";
    private static final int COMMITS = 2;
    private static final int DIGITS_AND_LETTERS = 36;

    /** Of a job that runs elsewhere it is not known how often it commits. */
    private static final Duration SILENCE_ELSEWHERE = Duration.ofSeconds(20);

    /** The job of a system of the demo's own. */
    static PlayedJob of(LocalSystem system) {
        var settings = system.plan().settings();
        return new PlayedJob(
                settings.kafka(),
                settings.bundle(),
                CAMERAS,
                LocalSystem.CHECKPOINT_INTERVAL.multipliedBy(COMMITS),
                () -> system.job().requireAlive(),
                false);
    }

    /**
     * A job that runs already, beside whose own streams the pictures have streams of this run. Fails with one line where its topics, or
     * rights on them, are missing.
     *
     * @param bundle that it is thought to serve
     */
    static PlayedJob elsewhere(KafkaSettings kafka, Bundle bundle) {
        var topics = kafka.topics();
        try (var connection = BrokerConnection.open(kafka.bootstrapServers(), kafka.clientProperties())) {
            connection.requireTopics(
                    Map.of(
                            topics.frames(), Set.of(AclOperation.WRITE),
                            topics.policies(), Set.of(AclOperation.READ, AclOperation.WRITE),
                            topics.classifications(), Set.of(AclOperation.READ),
                            topics.rejects(), Set.of(AclOperation.READ)),
                    "does a job run there? Its settings go with --config");
        }
        String run = Long.toString(System.currentTimeMillis(), DIGITS_AND_LETTERS);
        return new PlayedJob(kafka, bundle, "demo-" + run + "-" + CAMERAS, SILENCE_ELSEWHERE, () -> {}, true);
    }

    /** Fails where a picture of this run was answered by another bundle. */
    void checkBundle(Classification answer) {
        var answering = new BundleId(answer.getBundleName(), answer.getBundleVersion());
        if (answer.getStream().startsWith(streams) && !ServedBundle.areSame(answering, bundle.id())) {
            throw new CommandFailure("the job answers by bundle " + answering + ", and this is " + bundle.id()
                    + ": name the folder of its bundle with --bundle");
        }
    }
}
