package dev.offramp.it;

import static dev.offramp.it.TestOrders.decision;
import static dev.offramp.it.TestOrders.order;
import static dev.offramp.it.TestOrders.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bundle.Bundle;
import dev.offramp.refresh.Order;
import dev.offramp.schema.BundleDecision;
import dev.offramp.schema.BundleOutcome;
import dev.offramp.schema.Classification;
import dev.offramp.schema.RejectReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.SavepointFormatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Other bundles in a job that goes on, by way of the bundles topic. */
class RefreshITCase {

    private static final int STREAMS = 4;
    private static final int IMAGES = 400;

    /** Of other exits, and of the same classes. */
    private static final Path OTHER = TestBundle.ANOTHER;

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @TempDir
    Path cache;

    @Test
    void streams_switch_between_the_same_two_frames_and_each_frame_is_decided_as_its_own_bundle_would_offline()
            throws Exception {
        List<FashionMnist.Image> images = FashionMnist.first(IMAGES).images();
        Bundle first = Bundle.open(TestBundle.FOLDER);
        Bundle second = Bundle.open(OTHER);
        long switchAt = TestTopics.eventTimeMillis(50);
        TestTopics topics = new TestTopics(BROKER.running());

        List<Classification> answers;
        try (TestJob job = TestJob.start(topics, settings(topics, cache, second))) {
            topics.publish(order(1, OTHER, OptionalLong.of(switchAt)));
            assertThat(decision(topics, 1).getOutcome()).isEqualTo(BundleOutcome.ACCEPTED);
            topics.publish(images, STREAMS);
            answers = topics.classificationsOf("stream-", images.size());
        }

        List<Offline.Decision> offlineFirst = Offline.decide(first, first.policy(), images);
        List<Offline.Decision> offlineSecond = Offline.decide(second, second.policy(), images);
        assertThat(answers).hasSameSizeAs(images).allSatisfy(answer -> {
            boolean after = answer.getEventTime().toEpochMilli() >= switchAt;
            int image = image(answer);
            assertThat(answer.getBundleName())
                    .isEqualTo(after ? second.id().name() : first.id().name());
            assertThat(new Offline.Decision(answer.getExit(), answer.getPredicted()))
                    .isEqualTo((after ? offlineSecond : offlineFirst).get(image));
        });
        assertThat(answers)
                .extracting(Classification::getBundleName)
                .contains(first.id().name(), second.id().name());
        assertThat(topics.rejects(0)).isEmpty();
    }

    @Test
    void what_cannot_be_served_is_refused_with_the_reason_and_the_bundle_before_keeps_answering() throws Exception {
        FashionMnist.Image image = FashionMnist.first(1).images().get(0);
        TestTopics topics = new TestTopics(BROKER.running());
        Path altered = altered();
        Path otherClasses = otherClasses();
        try (TestJob job = TestJob.start(topics, settings(topics, cache, Bundle.open(OTHER)))) {
            assertRefused(topics, order(1, altered, OptionalLong.empty()), "altered");
            assertRefused(topics, order(2, otherClasses, OptionalLong.empty()), "has other classes");
            assertRefused(topics, order(3, cache.resolve("nothing"), "0".repeat(64), OptionalLong.empty()), "nothing");
            assertThat(topics.rejects(3)).hasSize(3).allSatisfy(reject -> assertThat(reject.getReason())
                    .isEqualTo(RejectReason.BAD_BUNDLE_ORDER));
            topics.publish("late-", List.of(image), 1, null);
            assertThat(topics.classificationsOf("late-", 1)).allSatisfy(answer -> assertThat(answer.getBundleName())
                    .isEqualTo(Bundle.open(TestBundle.FOLDER).id().name()));
            assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
        }
    }

    @Test
    void a_job_that_goes_on_from_a_savepoint_serves_what_was_ordered_though_its_source_is_gone() throws Exception {
        List<FashionMnist.Image> images = FashionMnist.first(40).images();
        Bundle second = Bundle.open(OTHER);
        TestTopics topics = new TestTopics(BROKER.running());
        Path source = copied("passing");
        Map<String, String> settings = settings(topics, cache, second);

        TestJob job = TestJob.start(topics, settings);
        topics.publish(order(1, source, OptionalLong.of(0)));
        assertThat(decision(topics, 1).getOutcome()).isEqualTo(BundleOutcome.ACCEPTED);
        publishUntilAnsweredBy(second, "before-", topics, images);
        String savepoint = job.client()
                .stopWithSavepoint(false, cache.resolve("savepoints").toUri().toString(), SavepointFormatType.CANONICAL)
                .get(60, TimeUnit.SECONDS);
        FileUtils.deleteDirectory(source.toFile());

        settings.put("execution.state-recovery.path", savepoint);
        try (TestJob goesOn = TestJob.start(topics, settings)) {
            topics.publish("after-", images, STREAMS, null);
            assertThat(topics.classificationsOf("after-", images.size()))
                    .hasSameSizeAs(images)
                    .allSatisfy(answer -> assertThat(answer.getBundleName())
                            .isEqualTo(second.id().name()));
            assertThat(goesOn.status()).isEqualTo(JobStatus.RUNNING);
        }
    }

    /**
     * Swaps, as many as {@code -Dswaps} says, ten at least, while frames come; native memory is flat after the first tenth. The smallest
     * stage of these bundles has 0.25 MB, and is loaded in every second swap.
     */
    @Test
    @EnabledIfSystemProperty(named = "swaps", matches = "\\d+")
    void native_memory_comes_back_with_every_swap() throws Exception {
        List<FashionMnist.Image> images = FashionMnist.first(40).images();
        int swaps = Integer.getInteger("swaps");
        TestTopics topics = new TestTopics(BROKER.running());
        Map<String, String> settings = settings(topics, cache, Bundle.open(OTHER));
        settings.put("bundle.grace", "100 ms");
        settings.put("bundle.switch-lead", "100 ms");
        List<Long> megabytes = new ArrayList<>();
        List<Double> malloced = new ArrayList<>();
        try (TestJob job = TestJob.start(topics, settings)) {
            for (int swap = 1; swap <= swaps; swap++) {
                Path folder = swap % 2 == 1 ? OTHER : TestBundle.FOLDER;
                topics.publish(order(swap, folder, OptionalLong.of(swap)));
                assertThat(decision(topics, swap).getOutcome()).isEqualTo(BundleOutcome.ACCEPTED);
                publishUntilAnsweredBy(Bundle.open(folder), "swap-" + swap + "-", topics, images);
                megabytes.add(ProcessMemory.now().nativeMegabytes());
                malloced.add(MallocedMemory.megabytes());
            }
            assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
        }
        System.out.println("native megabytes after each swap: " + megabytes);
        System.out.printf("megabytes of malloc, a swap: %.3f, of %s%n", growth(malloced), malloced);
        assertThat(growth(malloced)).isLessThan(0.1);
        List<Long> warm = megabytes.subList(swaps / 10, swaps);
        assertThat(warm.get(warm.size() - 1)).isLessThan(Collections.max(warm.subList(0, warm.size() / 2)) + 50);
    }

    /** A swap, from the mean of the second tenth of all on to that of the last. */
    private static double growth(List<Double> afterEach) {
        int tenth = afterEach.size() / 10;
        double early = mean(afterEach.subList(tenth, 2 * tenth));
        double late = mean(afterEach.subList(9 * tenth, 10 * tenth));
        return (late - early) / (8 * tenth);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(value -> value).average().orElseThrow();
    }

    /** Sends images again and again, in new streams, until all of them meet the bundle. */
    private static void publishUntilAnsweredBy(
            Bundle bundle, String name, TestTopics topics, List<FashionMnist.Image> images) {
        for (int round = 0; round < 60; round++) {
            String prefix = name + round + "-";
            topics.publish(prefix, images, STREAMS, null);
            boolean everywhere = topics.classificationsOf(prefix, images.size()).stream()
                    .allMatch(
                            answer -> answer.getBundleName().equals(bundle.id().name()));
            if (everywhere) {
                return;
            }
        }
        throw new AssertionError("not in 60 rounds");
    }

    /** A later version under the same name. */
    private Path otherClasses() throws Exception {
        Bundle first = Bundle.open(TestBundle.FOLDER);
        List<String> classes = new ArrayList<>(first.classes());
        classes.set(0, "Kaftan");
        return RenamedBundle.copy(
                TestBundle.FOLDER, cache.resolve("kaftan"), first.id().name(), "2.0.0", classes);
    }

    /** One byte of a stage is another. */
    private Path altered() throws Exception {
        Path folder = copied("altered");
        Path stage;
        try (Stream<Path> files = Files.list(folder)) {
            stage = files.filter(file -> file.toString().endsWith(".pt"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(stage);
        bytes[bytes.length / 2] ^= 1;
        Files.write(stage, bytes);
        return folder;
    }

    private Path copied(String name) throws Exception {
        Path folder = cache.resolve(name);
        FileUtils.copyDirectory(OTHER.toFile(), folder.toFile());
        return folder;
    }

    private static void assertRefused(TestTopics topics, Order order, String because) {
        topics.publish(order);
        BundleDecision decision = decision(topics, order.version());
        assertThat(decision.getOutcome()).isEqualTo(BundleOutcome.REFUSED);
        assertThat(decision.getReason()).contains(because);
    }

    private static int image(Classification answer) {
        int stream = Integer.parseInt(answer.getStream().substring("stream-".length()));
        return (int) answer.getSequence() * STREAMS + stream;
    }
}
