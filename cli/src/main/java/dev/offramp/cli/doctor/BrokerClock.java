package dev.offramp.cli.doctor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Whether the clock of Kafka's controller goes as ours: it stamps its own state when it is asked for it. No broker tells its own clock. */
record BrokerClock(InstantSource ours) implements Check<Broker> {

    @Override
    public String name() {
        return "broker's clock";
    }

    @Override
    public void examine(Broker broker, Findings findings) {
        Instant before = ours.instant();
        Optional<Instant> theirs = theirs(broker);
        Instant after = ours.instant();
        theirs.ifPresentOrElse(
                time -> new ClockSkew(before, time, after, Duration.ofMillis(1))
                        .tell("the clock of the controller that leads (the brokers' own are not told)", findings),
                () -> findings.skipped(
                        "Kafka tells the time only to who may DESCRIBE the cluster, and only since 3.3: compare the brokers' clocks there"));
    }

    private static Optional<Instant> theirs(Broker broker) {
        try {
            QuorumInfo quorum = broker.questions()
                    .await(broker.questions().admin().describeMetadataQuorum().quorumInfo());
            OptionalLong stamp = quorum.voters().stream()
                    .filter(voter -> voter.replicaId() == quorum.leaderId())
                    .map(QuorumInfo.ReplicaState::lastFetchTimestamp)
                    .findFirst()
                    .orElse(OptionalLong.empty());
            return stamp.isPresent() ? Optional.of(Instant.ofEpochMilli(stamp.getAsLong())) : Optional.empty();
        } catch (AuthorizationException | UnsupportedVersionException notTold) {
            return Optional.empty();
        }
    }
}
