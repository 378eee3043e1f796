package dev.offramp.cli.doctor;

import dev.offramp.cli.rest.RestAccess;
import dev.offramp.cli.run.JobPlan;
import dev.offramp.cli.run.SessionCluster;
import dev.offramp.kafka.KafkaSettings;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;

/**
 * What is looked at, in which order, and what needs what.
 *
 * @param cluster where the job would go; empty for this process
 * @param ours    this machine's clock
 */
record Doctor(Told told, Optional<URI> cluster, Role role, InstantSource ours) {

    /** Looks at everything that a job needs; of other principals at the broker alone. */
    void examine(Checkup checkup) {
        if (role != Role.JOB) {
            checkup.look(new BrokerSettingsRight(), told);
            lookAtBroker(checkup, told.readable(), false);
            return;
        }
        BundleWhole bundle = new BundleWhole();
        checkup.look(bundle, told);
        Optional<Flink> flink = cluster.flatMap(address -> flink(checkup, address));
        Told inForce = flink.map(this::under).orElse(told);
        SettingsRight settings = new SettingsRight(bundle);
        checkup.look(settings, inForce);
        lookAtWhereItRuns(checkup, flink, settings.plan(), inForce);
        lookAtBroker(
                checkup,
                inForce.readable(),
                settings.plan()
                        .flatMap(plan -> plan.settings().control().steering())
                        .isPresent());
    }

    private Optional<Flink> flink(Checkup checkup, URI address) {
        FlinkAnswers answers = new FlinkAnswers(RestAccess.settingsIn(told.all()));
        checkup.look(answers, address);
        return answers.flink();
    }

    /** The settings, with those of the cluster under them that say how jobs run: as {@code run} takes them. */
    private Told under(Flink flink) {
        Configuration both = SessionCluster.ofJobs(flink.config().toMap());
        both.addAll(told.all());
        return Told.of(both);
    }

    private void lookAtWhereItRuns(Checkup checkup, Optional<Flink> flink, Optional<JobPlan> plan, Told inForce) {
        String withoutPlan = "the settings are wrong, and no job can be made of them";
        if (cluster.isEmpty()) {
            checkup.look(List.of(new HeapHere()), plan, withoutPlan);
            return;
        }
        String withoutFlink = "no JobManager answers";
        checkup.look(ofFlink(), flink, withoutFlink);
        checkup.look(
                List.of(new SlotsFree(inForce), new TaskManagersMemory(), new GpusThere()),
                flink.flatMap(found -> plan.map(made -> new Deployment(made, found))),
                flink.isEmpty() ? withoutFlink : withoutPlan);
    }

    private List<Check<Flink>> ofFlink() {
        return List.of(
                new FlinkVersions(),
                new FlinkClock(ours),
                NativeJars.ofThisProcess(),
                new ClassLoading(),
                new CheckpointsKept(told),
                new HighAvailability());
    }

    private void lookAtBroker(Checkup checkup, Configuration inForce, boolean steers) {
        KafkaSettings kafka =
                KafkaSettings.from(told.readable(), new ArrayList<>()); // its problems are told with the settings
        try (BrokerAnswers answers = new BrokerAnswers()) {
            BrokerAsked asked = new BrokerAsked(kafka, inForce, role, steers);
            if (kafka.registry().hasUrl()) {
                checkup.look(new SchemasRegistered(), asked);
            }
            checkup.look(answers, asked);
            boolean found = checkup.look(
                    List.of(new BrokersReachable()), answers.broker().map(Broker::nodes), "no broker answers");
            checkup.look(
                    ofBroker(kafka.topics()),
                    answers.broker().filter(broker -> found),
                    "no broker answers, or one is not where it says it is");
        }
    }

    private List<Check<Broker>> ofBroker(KafkaSettings.Topics topics) {
        List<Check<Broker>> checks = new ArrayList<>(
                List.of(new BrokerVersion(), new BrokerClock(ours), new TopicsThere(), new RightsGranted()));
        if (role == Role.JOB) {
            checks.addAll(List.of(
                    new TopicInOrder("policies", topics.policies(), "set the policies again"),
                    new CleanupPolicies(),
                    new FramesKept(),
                    new RecordSizes(),
                    new CopiesInSync(),
                    new InternalTopics(),
                    new TransactionsKept()));
            topics.bundles()
                    .map(topic -> new TopicInOrder("bundles", topic, "order the bundles again"))
                    .ifPresent(checks::add);
        }
        return checks;
    }
}
