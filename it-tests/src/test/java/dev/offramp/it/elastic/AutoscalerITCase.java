package dev.offramp.it.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.bundle.Bundle;
import dev.offramp.cli.labelled.LabelledPictures;
import dev.offramp.cli.publish.Picture;
import dev.offramp.it.TestBroker;
import dev.offramp.it.TestSet;
import dev.offramp.it.TestTopics;
import dev.offramp.it.load.SteadyLoad;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the autoscaler of Flink's operator decides about a job under load. {@code ./offramp test --elastic}. */
@EnabledIfSystemProperty(named = "elastic", matches = "true")
@Timeout(1200)
class AutoscalerITCase {

    /** Its cheapest exit costs a fifth of its dearest: steering has room to give up accuracy in. */
    private static final Path BUNDLE = Path.of("../model-artifacts/bundles/cifar100-msdnet-dfs");

    private static final int PICTURES = 2_000;
    private static final List<Double> LOADS = List.of(0.2, 0.8, 2.0);
    private static final Duration SHORT = Duration.ofSeconds(20);

    /** Steering swings for more than a minute between what it believes of the machines and what they manage. */
    private static final Duration SWINGS = Duration.ofSeconds(90);

    private static final int LITTLE = 40;

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static SteadyLoad.Pictures pictures = number -> {
        throw new IllegalStateException("not read yet");
    };

    @BeforeAll
    static void readPictures() throws Exception {
        Bundle bundle = Bundle.open(BUNDLE);
        var manifest =
                new ObjectMapper().readTree(BUNDLE.resolve("manifest.json").toFile());
        List<SteadyLoad.Picture> all = new ArrayList<>();
        try (LabelledPictures sample = TestSet.of(bundle, manifest).sample(bundle, PICTURES)) {
            for (int n = 0; n < sample.count(); n++) {
                Picture picture = sample.picture(n);
                all.add(new SteadyLoad.Picture(
                        png(picture.encoded().bytes()), picture.label().orElseThrow()));
            }
        }
        pictures = number -> all.get((int) (number % all.size()));
    }

    @Test
    void steering_hides_from_it_how_large_an_overload_is_which_the_saved_time_shows() throws Exception {
        Map<Double, Look> alone;
        Map<Double, Look> steered;
        double capacity;
        try (OperatorClasses classes = OperatorClasses.load()) {
            try (WatchedJob job = job(Map.of())) {
                capacity = job.capacity(pictures);
                alone = looks(new Watch(classes, job), capacity, SHORT);
            }
            try (WatchedJob job = job(Map.of("steer.latency-p95", "1 s"))) {
                steered = looks(new Watch(classes, job), capacity, SWINGS);
            }
        }
        report(capacity, alone, steered);

        assertThat(alone.get(0.2).chart().wanted()).isEqualTo(1);
        assertThat(alone.get(0.8).chart().wanted()).isEqualTo(1);
        assertThat(alone.get(2.0).chart().wanted()).isBetween(3, 5);
        assertThat(List.of(steered.get(0.2), steered.get(0.8))).allSatisfy(look -> {
            assertThat(look.chart().wanted()).isEqualTo(1);
            assertThat(look.told().wanted()).isEqualTo(1);
        });
        assertThat(steered.get(2.0).accuracyGivenUp()).isPositive();
        assertThat(steered.get(2.0).chart().wanted())
                .isLessThan(alone.get(2.0).chart().wanted());
        assertThat(steered.get(2.0).told().wanted())
                .isBetween(
                        alone.get(2.0).chart().wanted() - 1,
                        alone.get(2.0).chart().wanted() + 1);
    }

    @Test
    void it_takes_a_second_subtask_when_more_comes_than_one_manages_and_gives_it_back_afterwards() throws Exception {
        try (OperatorClasses classes = OperatorClasses.load();
                WatchedJob job = job(Map.of())) {
            Watch watch = new Watch(classes, job);
            double capacity = watch.look(load(job, LITTLE), SHORT).chart().capacity();

            watch.actUntil(2, load(job, 2 * capacity), SHORT);
            watch.actUntil(1, load(job, 0.2 * capacity), SHORT);

            assertThat(job.flink().failures(job.id())).isEmpty();
        }
    }

    private static WatchedJob job(Map<String, String> more) throws Exception {
        Map<String, String> settings = new TreeMap<>(more);
        settings.put("bundle.path", BUNDLE.toString());
        return WatchedJob.start(new TestTopics(BROKER.running()), settings);
    }

    /** @param overloaded the window of time where more comes than is managed */
    private static Map<Double, Look> looks(Watch watch, double capacity, Duration overloaded) throws Exception {
        Map<Double, Look> looks = new TreeMap<>();
        for (double share : LOADS) {
            looks.put(share, watch.look(load(watch.job(), share * capacity), share > 1 ? overloaded : SHORT));
        }
        return looks;
    }

    private static SteadyLoad load(WatchedJob job, double perSecond) {
        return new SteadyLoad(job.topics(), (int) Math.round(perSecond), pictures);
    }

    private static void report(double capacity, Map<Double, Look> alone, Map<Double, Look> steered) throws IOException {
        StringBuilder report = new StringBuilder();
        report.append(String.format(
                        Locale.ROOT, "One subtask manages %.0f frames a second as accurately as it can.%n%n", capacity))
                .append(
                        "| load | steering | frames | accuracy given up | busy | as wished | the chart's | at most 80 % |"
                                + " told |\n|---|---|---|---|---|---|---|---|---|\n");
        alone.forEach((load, look) -> report.append(look.line(load, "no")));
        steered.forEach((load, look) -> report.append(look.line(load, "yes")));
        System.out.println(report);
        Files.writeString(Path.of("target/elastic.md"), report);
    }

    private static byte[] png(byte[] encoded) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(encoded));
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        return png.toByteArray();
    }
}
