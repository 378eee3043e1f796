package dev.offramp.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Whether a broker allows the transactions that carry the answers. */
public record TransactionCheck(KafkaSettings settings, BrokerQuestions broker) {

    /** The timeout that holds: as named by the user, or as near to the default as the broker allows. */
    public TransactionTimeout fit(List<String> problems, List<String> warnings) {
        TransactionTimeout wanted = settings.transactionTimeout();
        Optional<Duration> longest = broker.longestTransaction();
        if (longest.isEmpty()) {
            warnings.add(
                    "the broker does not show transaction.max.timeout.ms (DESCRIBE_CONFIGS on the cluster): where it is below "
                            + seconds(wanted.duration()) + " (" + KafkaOptions.TRANSACTION_TIMEOUT.key()
                            + "), the job fails at its start");
            return wanted;
        }
        TransactionTimeout fitted = wanted.within(longest.get());
        if (fitted.duration().compareTo(longest.get()) > 0) {
            problems.add(wanted.namedBy().orElseThrow() + " must be at most " + seconds(longest.get())
                    + ", which is all that the broker allows (transaction.max.timeout.ms); was "
                    + seconds(wanted.duration()));
        } else if (!fitted.equals(wanted)) {
            warnings.add("the broker allows transactions of " + seconds(longest.get())
                    + " (transaction.max.timeout.ms), not of " + seconds(wanted.duration()) + " ("
                    + KafkaOptions.TRANSACTION_TIMEOUT.key()
                    + "): a job that is away for longer may lose the answers of its last checkpoint");
        }
        return fitted;
    }

    /**
     * What would fail each start, for names are used again and again: it lists the transactions on its topics and ends those that it
     * left open.
     */
    public List<String> problemsAtStart() {
        List<String> problems = new ArrayList<>();
        List<String> missingRights = new ArrayList<>();
        askAtStart(missingRights, problems);
        missingRights.addAll(problems);
        return missingRights;
    }

    /** The same: rights that may still be granted, and what never passes by itself. */
    void askAtStart(List<String> missingRights, List<String> problems) {
        if (!broker.mayTransact(settings.transactionalIdPrefix(settings.topics().classifications()) + "-0-0")) {
            missingRights.add("the job must be allowed to WRITE transactional ids that begin with "
                    + settings.transactionalIdPrefix() + "- (" + KafkaOptions.TRANSACTIONAL_ID_PREFIX.key() + ")");
        }
        for (String topic : settings.topics().outgoing()) {
            try {
                broker.writers(topic);
            } catch (AuthorizationException e) {
                missingRights.add("the job must be allowed to READ topic " + topic
                        + ", not only to write it: exactly-once, each start looks for transactions that an earlier one left open "
                        + "there");
            } catch (UnsupportedVersionException e) {
                problems.add("exactly-once needs brokers of Kafka 3.0 or later: " + e.getMessage());
            }
        }
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }
}
