package dev.offramp.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.Offramp;
import dev.offramp.cli.broker.TopicPlan;
import dev.offramp.cli.local.ProjectHome;
import dev.offramp.it.FashionMnist;
import dev.offramp.it.TestBundle;
import dev.offramp.it.chart.Chart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** With the settings of the chart, Kafka's clients read who they are from the files that Kubernetes mounts; the settings hold no secret. */
@Timeout(300)
@ExtendWith(ProjectHome.class)
class MountedSecretsITCase {

    private static final String MOUNTED = "/etc/offramp/kafka";
    private static final Pattern WEB_PAGES = Pattern.compile("Web pages: (http://\\S+[0-9])");
    private static final Pattern LOGIN = Pattern.compile("sasl.jaas.config: '(.*)'");
    private static final Pattern AUTHORITY = Pattern.compile("ssl.truststore.location: (.*)");

    @TempDir
    private Path folder;

    @Test
    void the_job_and_the_commands_answer_a_picture_with_what_is_mounted() throws Exception {
        try (SecureBroker broker = SecureBroker.startIn(folder, "for-the-broker")) {
            prepare(broker);
            Path settings = settings(broker, broker.scramUser("job", "of-job"));

            Typed job = Typed.start(
                    settings,
                    "run",
                    "--bundle",
                    TestBundle.FOLDER.toString(),
                    "--parallelism",
                    "1",
                    "--web-port",
                    "0",
                    "--set",
                    "execution.checkpointing.interval=1s");
            String cluster = job.await(WEB_PAGES);
            assertThat(run(settings, "publish", folder.resolve("pictures").toString()))
                    .isZero();
            awaitAnswer(settings);
            assertThat(Offramp.commandLine()
                            .execute("stop", "offramp-fashion-mnist-branchy", "--cluster", cluster, "--cancel"))
                    .isZero();
            assertThat(job.exitCode()).as(job.said()).isZero();
        }
    }

    private void prepare(SecureBroker broker) throws Exception {
        var plan = new TopicPlan(1);
        broker.createTopics(List.of(
                plan.frames("offramp-frames"),
                plan.policies("offramp-policies"),
                plan.answers("offramp-classifications"),
                plan.answers("offramp-rejects"),
                plan.answers("offramp-throughput")));
        broker.grant(Right.documentedIn(Path.of("../docs/security.md")).stream()
                .map(right -> new Right("job", right.type(), right.name(), right.operation()))
                .distinct()
                .map(Right::binding)
                .toList());
        Files.write(
                Files.createDirectory(folder.resolve("pictures")).resolve("0.png"),
                FashionMnist.first(1).images().get(0).png());
    }

    /** The chart's file, and beside it what Kubernetes would mount, here in a folder of the test. */
    private Path settings(SecureBroker broker, Path user) throws Exception {
        Path mounted = Files.createDirectory(folder.resolve("mounted"));
        String written = Files.readString(user);
        Files.writeString(mounted.resolve("sasl.jaas.config"), first(LOGIN, written));
        Files.copy(Path.of(first(AUTHORITY, written)), mounted.resolve("ca.crt"));
        String rendered = Chart.with(
                        "kafka: {sasl: {mechanism: SCRAM-SHA-512, secretName: s}, tls: {enabled: true, caSecretName:"
                                + " c}}\n"
                                + "settings: {kafka:"
                                + " {bootstrap-servers:"
                                + " '" + broker.address() + "'}}")
                .settingsFile();
        assertThat(rendered).contains(MOUNTED).doesNotContain("of-job");
        return Files.writeString(folder.resolve("settings.yaml"), rendered.replace(MOUNTED, mounted.toString()));
    }

    private static void awaitAnswer(Path settings) throws Exception {
        Typed read = Typed.run(settings, "read", "answers", "--limit", "1");
        while (read.exitCode() != 0 || read.out().isBlank()) { // the test's own time limit ends it
            read = Typed.run(settings, "read", "answers", "--limit", "1");
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static int run(Path settings, String... words) throws Exception {
        Typed typed = Typed.run(settings, words);
        assertThat(typed.exitCode()).as(typed.said()).isZero();
        return typed.exitCode();
    }
}
