package dev.offramp.cli.policy;

import dev.offramp.cli.options.TimeValues;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.kafka.CompactedTopicReader;
import dev.offramp.kafka.KafkaOptions;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.kafka.PolicyEntry;
import dev.offramp.kafka.PolicyTopic;
import dev.offramp.policy.ServedBundle;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Follows the policies topic, and the results that each version decides. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "watch",
        sortOptions = false,
        description = {
            "Print each policy update as it comes, and when the first result is seen that it decided.",
            "",
            "A result of an exactly-once job is seen once its checkpoint is complete."
        },
        footer = {"", "Example:", "  ./offramp policy watch --for 1min", ""})
final class PolicyWatchCommand implements Callable<Integer> {

    private static final Duration POLL = Duration.ofMillis(100);

    @Spec
    private CommandSpec spec;

    @Mixin
    private TopicOptions topic;

    @Mixin
    private BundleOptions bundle;

    @Option(
            names = "--classifications",
            paramLabel = "TOPIC",
            description = "The topic of results (default: offramp-classifications, where there is one).")
    private Optional<String> classifications;

    @Option(
            names = "--for",
            paramLabel = "SPAN",
            description = "How long, as 30s (default: until Ctrl-C).",
            converter = TimeValues.Span.class)
    private Optional<Duration> span;

    @Override
    public Integer call() {
        Optional<ServedBundle> known = bundle.served(topic.config());
        KafkaSettings settings = topic.check();
        Set<String> topics = topic.requireTopics(classifications.map(List::of).orElse(List.of()));
        topic.requireTopics(bundle.topics());
        Optional<BundleInForce> inForce = bundle.inForce(known, settings, topics);
        String results = classifications.orElse(KafkaOptions.CLASSIFICATIONS_TOPIC.defaultValue());
        try (var policies = new PolicyTopic(settings, Duration.ofSeconds(30)).reader()) {
            if (!topics.contains(results)) {
                follow(policies, watch(policies, known, inForce), Optional.empty());
                return 0;
            }
            try (var answers = new AnswerFollower(settings, results)) {
                follow(policies, watch(policies, known, inForce), Optional.of(answers));
            }
            return 0;
        } catch (KafkaException failure) {
            throw new CommandFailure("the topics cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static PolicyWatch watch(
            CompactedTopicReader<PolicyEntry> policies, Optional<ServedBundle> known, Optional<BundleInForce> inForce) {
        return new PolicyWatch(policies.readToEnd(), BundleCheck.of(known), inForce, System.currentTimeMillis());
    }

    private void follow(
            CompactedTopicReader<PolicyEntry> policies, PolicyWatch watch, Optional<AnswerFollower> answers) {
        long start = System.nanoTime();
        Screen screen = Screen.on(spec.commandLine().getOut());
        var standing = watch.standing(System.currentTimeMillis());
        screen.line(
                standing.isEmpty()
                        ? "No policy yet; following ..."
                        : standing.size() + " in force or scheduled; following ...");
        while (span.isEmpty() || System.nanoTime() - start < span.get().toNanos()) {
            policies.poll(POLL).forEach(entry -> screen.line(watch.heard(entry)));
            answers.ifPresent(follower -> follower.poll(POLL).stream()
                    .flatMap(answer -> watch.answered(answer, System.currentTimeMillis()).stream())
                    .forEach(screen::line));
        }
    }
}
