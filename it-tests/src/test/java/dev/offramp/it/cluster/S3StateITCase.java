package dev.offramp.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.it.FashionMnist;
import dev.offramp.it.TestBundle;
import dev.offramp.it.TestTopics;
import dev.offramp.it.security.CommandProcess;
import dev.offramp.schema.Classification;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** State in an object store: Flink's own S3 plugin, a server of S3 as a process of its own, keys in the environment alone. */
@Timeout(600)
@EnabledIfSystemProperty(named = "deployment", matches = "true")
class S3StateITCase {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern SAVEPOINT = Pattern.compile("s3://state/savepoints/savepoint-[-a-z0-9]+");
    private static final String KEY_ID = "AKIDOFTHETEST";
    private static final String KEY = "a-key-that-no-setting-has";

    @TempDir
    private Path folder;

    @Test
    void a_job_goes_on_from_checkpoints_and_savepoints_in_s3_with_other_parallelism_and_answers_each_frame_once()
            throws Exception {
        List<FashionMnist.Image> images = FashionMnist.first(3_000).images();
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                S3Server s3 = S3Server.start(folder);
                LocalCluster cluster = clusterOn(s3)) {
            TestTopics topics = new TestTopics(broker);
            FlinkRest flink = new FlinkRest(cluster.rest());
            String jar = flink.upload(JobJar.packaged().path());

            String first = run(flink, jar, topics, 2, Map.of());
            topics.publish("a-", images.subList(0, 1_000), 8, null);
            topics.classifications(1);
            cluster.run("kill", cluster.aTaskManager());
            topics.publish("b-", images.subList(1_000, 2_000), 8, null);
            topics.classificationsOf("b-", 1);
            String savepoint = stop(cluster, first);
            assertThat(flink.failures(first)).hasSize(1);

            String second = run(flink, jar, topics, 3, Map.of("execution.state-recovery.path", savepoint));
            topics.publish("c-", images.subList(2_000, 3_000), 8, null);
            assertThat(topics.classifications(3_000))
                    .extracting(S3StateITCase::origin)
                    .hasSize(3_000)
                    .doesNotHaveDuplicates();
            assertThat(flink.parallelism(second)).isEqualTo(3);
            assertThat(flink.restarts(second)).isEqualTo(1);
            assertThat(flink.failures(second)).isEmpty();
            assertThat(s3.keys("checkpoints/" + second)).anyMatch(key -> key.endsWith("/_metadata"));
            assertThat(s3.keys(savepoint.replace("s3://state/", ""))).anyMatch(key -> key.endsWith("/_metadata"));
            assertThat(flink.configuration()).contains("s3.endpoint").doesNotContain(KEY_ID, KEY);
            flink.cancel(second);
            assertThat(topics.rejects(0)).isEmpty();
            assertThat(written(cluster)).isNotEmpty().allSatisfy(file -> assertThat(Files.readString(file))
                    .doesNotContain(KEY));
        }
    }

    /** Two TaskManagers of three slots. */
    private LocalCluster clusterOn(S3Server s3) throws Exception {
        LocalCluster cluster =
                new LocalCluster(Path.of("target/s3-cluster").toAbsolutePath().normalize());
        Files.createDirectories(cluster.folder());
        cluster.close();
        List<String> words = new ArrayList<>(List.of(
                "cluster",
                "up",
                "--brokers=0",
                "--taskmanagers=2",
                "--slots=3",
                "--cluster-dir",
                cluster.folder().toString()));
        words.addAll(List.of(
                "--env", "FLINK_PLUGINS_DIR=" + Path.of("target/plugins").toAbsolutePath()));
        for (String setting : List.of(
                "execution.checkpointing.dir=s3://state/checkpoints",
                "execution.checkpointing.savepoint-dir=s3://state/savepoints",
                "execution.checkpointing.interval=500ms",
                "s3.endpoint=" + s3.address(),
                "s3.path.style.access=true")) {
            words.addAll(List.of("-D", setting));
        }
        Map<String, String> keys = Map.of("AWS_ACCESS_KEY_ID", KEY_ID, "AWS_SECRET_ACCESS_KEY", KEY);
        try (CommandProcess up = CommandProcess.start(folder, "up", List.of(), keys, words.toArray(String[]::new))) {
            assertThat(up.exitCode()).as(up.said()).isZero();
        }
        return cluster;
    }

    private static String run(FlinkRest flink, String jar, TestTopics topics, int parallelism, Map<String, String> more)
            throws Exception {
        Map<String, String> settings = new TreeMap<>(topics.settings());
        settings.put(
                "bundle.path", TestBundle.FOLDER.toAbsolutePath().normalize().toString());
        settings.put("parallelism.default", Integer.toString(parallelism));
        settings.putAll(more);
        String job = flink.run(
                jar,
                settings.entrySet().stream()
                        .flatMap(entry -> Stream.of("--set", entry.getKey() + "=" + entry.getValue()))
                        .toList());
        Await.until("job " + job + " to run", PATIENCE, () -> flink.state(job).equals("RUNNING"));
        return job;
    }

    /** Behind a savepoint, of which it returns the path. */
    private static String stop(LocalCluster cluster, String job) throws Exception {
        var out = new StringWriter();
        assertThat(LocalCluster.offramp(
                        out, List.of("stop", job, "--cluster", cluster.rest().toString())))
                .as("%s", out)
                .isZero();
        Matcher found = SAVEPOINT.matcher(out.toString());
        assertThat(found.find()).as("%s", out).isTrue();
        return found.group();
    }

    /** Logs, configuration and whatever else the cluster has left in its folder. */
    private static List<Path> written(LocalCluster cluster) throws Exception {
        try (Stream<Path> files = Files.walk(cluster.folder())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(log|out|json|yaml)"))
                    .toList();
        }
    }

    private static String origin(Classification answer) {
        return answer.getFramePartition() + ":" + answer.getFrameOffset();
    }
}
