package dev.offramp.it.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.it.FashionMnist;
import dev.offramp.it.TestTopics;
import dev.offramp.it.cluster.Await;
import dev.offramp.it.cluster.LocalCluster;
import dev.offramp.schema.Classification;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The images of {@code deploy/Dockerfile}, built and run: {@code ./offramp test --images}, as root, with Podman. */
@EnabledIfSystemProperty(named = "images", matches = "true")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ImagesITCase {

    private static final Path FOLDER = Path.of("target/images").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int STREAMS = 8;

    private static ContainerCluster cluster;
    private static TestTopics topics;
    private static int published;

    @BeforeAll
    static void build() throws Exception {
        assertThat(Podman.missing()).as("what is missing").isEmpty();
        Podman podman = Podman.in(FOLDER);
        podman.execute(List.of("src/test/images/base.sh", FOLDER.toString()));
        image(podman, "job", "offramp:test", "--flink-image", "localhost/flink:2.2.1-java17");
        image(podman, "tools", "offramp-tools:test", "--java-image", "localhost/eclipse-temurin:17-jre-noble");
        cluster = ContainerCluster.start(podman);
        Await.until("a broker", PATIENCE, ImagesITCase::isBrokerThere);
        cluster.startJobManager(topics);
        cluster.startTaskManager("3g");
    }

    private static void image(Podman podman, String kind, String name, String option, String base) {
        var out = new StringWriter();
        String engine = podman.quietly().toString();
        List<String> words =
                List.of("image", "build", kind, "--engine", engine, "--tag", "localhost/" + name, option, base);
        assertThat(LocalCluster.offramp(out, words)).as(out.toString()).isZero();
    }

    private static boolean isBrokerThere() {
        try {
            topics = new TestTopics(cluster.bootstrapServers());
            return true;
        } catch (RuntimeException | AssertionError notYet) {
            return false;
        }
    }

    @AfterAll
    static void end() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @Order(1)
    void the_job_answers_in_containers_that_may_write_nowhere_but_in_their_own_folders() throws Exception {
        publish(400);

        assertAnsweredOnce();
    }

    @Test
    @Order(2)
    void the_tools_publish_and_read() throws Exception {
        String said = cluster.tool(
                "publish",
                "/opt/offramp/model-artifacts/data/fashion-mnist/t10k-images-idx3-ubyte.gz",
                "--bootstrap",
                cluster.brokerInside(),
                "--topic",
                topics.name("frames"),
                "--limit",
                "50");
        published += 50;

        assertThat(said).contains("50");
        assertAnsweredOnce();
    }

    @Test
    @Order(3)
    void a_task_manager_that_is_cut_off_for_longer_than_its_heartbeat_loses_nothing() throws Exception {
        cluster.cut("images-taskmanager-1");
        publish(400);
        Thread.sleep(15_000);
        cluster.mend("images-taskmanager-1");

        assertAnsweredOnce();
    }

    @Test
    @Order(4)
    void a_task_manager_that_takes_more_memory_than_it_may_dies_of_it_and_another_goes_on() throws Exception {
        cluster.kill("images-taskmanager-1");
        String small = cluster.startTaskManager("700m");
        publish(400);
        Await.until("the kernel to end it", PATIENCE, () -> cluster.diedOfMemory(small));
        cluster.startTaskManager("3g");

        assertAnsweredOnce();
    }

    private static void publish(int count) {
        topics.publish(FashionMnist.first(published + count).images().subList(published, published + count), STREAMS);
        published += count;
    }

    private static void assertAnsweredOnce() throws Exception {
        try {
            List<Classification> answers = topics.classifications(published);
            assertThat(answers)
                    .extracting(answer -> answer.getFramePartition() + ":" + answer.getFrameOffset())
                    .doesNotHaveDuplicates()
                    .hasSize(published);
        } catch (AssertionError missing) {
            throw new AssertionError(missing.getMessage() + "\n" + cluster.log(cluster.jobManager()), missing);
        }
    }
}
