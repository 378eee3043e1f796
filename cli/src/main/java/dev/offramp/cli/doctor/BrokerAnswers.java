package dev.offramp.cli.doctor;

import dev.offramp.kafka.BrokerFailure;
import dev.offramp.kafka.BrokerQuestions;
import dev.offramp.kafka.JaasCheck;
import dev.offramp.kafka.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** Whether a broker answers, under these names and with this security. */
final class BrokerAnswers implements Check<BrokerAsked>, AutoCloseable {

    /** With every question to a broker. */
    static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final String LOGIN = KafkaSettings.CLIENT_PREFIX + SaslConfigs.SASL_JAAS_CONFIG + " ";

    private static final String CERTIFICATES =
            "kafka.properties.ssl.*: the authority that signed the broker's certificate, the name in it,"
                    + " and our own certificate where the broker wants one";

    private static final String PROPERTIES =
            "kafka.bootstrap-servers as host:port, and kafka.properties.*: files that are there, and"
                    + " values that Kafka's clients know";

    private Optional<BrokerQuestions> questions = Optional.empty();
    private Optional<Broker> broker = Optional.empty();

    @Override
    public String name() {
        return "broker";
    }

    /** The one that answered; valid until this is closed. */
    Optional<Broker> broker() {
        return broker;
    }

    @Override
    public void examine(BrokerAsked asked, Findings findings) {
        String servers = asked.kafka().bootstrapServers();
        Optional<String> unreadable = JaasCheck.problem(asked.kafka().clientProperties());
        if (unreadable.isPresent()) { // Kafka's own message of it would show parts of the password
            findings.wrong(LOGIN + unreadable.get(), "");
            return;
        }
        try {
            ask(asked, findings);
        } catch (AuthenticationException refused) {
            findings.wrong(
                    "the broker at " + servers + " does not take this client: " + BrokerFailure.root(refused),
                    refused instanceof SslAuthenticationException
                            ? new ListenerProbe(asked.kafka())
                                    .adviceWithoutTls()
                                    .orElse(CERTIFICATES)
                            : "kafka.properties.sasl.*: mechanism, user name and password");
        } catch (KafkaException failure) {
            Optional<String> login = JaasCheck.problem(asked.kafka().clientProperties(), failure);
            if (login.isPresent()) {
                findings.wrong(LOGIN + login.get(), "");
            } else if (questions.isPresent()) {
                findings.wrong(
                        BrokerFailure.reason(failure, servers, PATIENCE), new ListenerProbe(asked.kafka()).advice());
            } else {
                findings.wrong(
                        "Kafka's client cannot begin with these settings: " + BrokerFailure.root(failure), PROPERTIES);
            }
        }
    }

    private void ask(BrokerAsked asked, Findings findings) {
        BrokerQuestions open = BrokerQuestions.to(asked.kafka(), PATIENCE);
        questions = Optional.of(open);
        DescribeClusterResult cluster = open.admin().describeCluster();
        List<Node> nodes = List.copyOf(open.await(cluster.nodes()));
        String id = open.await(cluster.clusterId());
        broker = Optional.of(new Broker(asked, open, nodes));
        findings.ok("cluster " + id + " answers at " + asked.kafka().bootstrapServers() + ", "
                + (nodes.size() == 1 ? "1 broker" : nodes.size() + " brokers") + " in it");
    }

    @Override
    public void close() {
        questions.ifPresent(BrokerQuestions::close);
    }
}
