package dev.offramp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.Precision;
import dev.offramp.bundle.TensorSpec;
import dev.offramp.cli.calibrate.CalibrateCommand;
import dev.offramp.cli.demo.DemoCommand;
import dev.offramp.cli.evaluate.EvaluateCommand;
import dev.offramp.cli.labelled.Answer;
import dev.offramp.cli.labelled.BundleRun;
import dev.offramp.cli.labelled.LabelledPictures;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.policy.Temperatures;
import dev.offramp.sample.DataType;
import dev.offramp.schema.Classification;
import dev.offramp.schema.ExitScore;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What {@code ./offramp zoo grow} makes of networks of several kinds runs in the job and under the commands, as it does in Python. */
class GrownBundlesITCase {

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @TempDir
    private static Path folder;

    private static GrownBundles grown;

    private final StringWriter out = new StringWriter();

    @BeforeAll
    static void grow() throws Exception {
        grown = GrownBundles.in(folder.resolve("grown"));
    }

    static Stream<String> networks() {
        return Stream.concat(GrownBundles.OWN.stream(), Stream.of(GrownBundles.OF_TORCHVISION));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void the_manifest_is_read_with_stages_that_fit_in_both_precisions(String network) throws Exception {
        Bundle bundle = Bundle.open(grown.bundle(network));

        assertThat(bundle.family()).isEqualTo("grown");
        assertThat(bundle.classes()).containsExactly("day light", "gr\u00fcn & s\u00fc\u00df");
        assertThat(bundle.inputShape()).containsExactly(16, 16, 3);
        assertThat(bundle.precisions()).containsExactly(Precision.FLOAT32, Precision.BFLOAT16);
        assertThat(bundle.stages()).hasSize(3).allSatisfy(stage -> assertThat(
                        stage.outputs().get(stage.outputs().size() - 1))
                .extracting(TensorSpec::type)
                .isEqualTo(DataType.FLOAT32));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void every_exit_says_the_same_of_every_picture_as_in_python(String network) throws Exception {
        Bundle bundle = Bundle.open(grown.bundle(network));
        Map<String, JsonNode> python = grown.answers(network);

        List<Answer> answers = offline(bundle);

        assertThat(answers).hasSize(200).hasSameSizeAs(python.keySet());
        for (Answer answer : answers) {
            JsonNode expected = python.get(answer.sample());
            assertThat(decision(bundle, answer)).as(answer.sample()).isEqualTo(decision(bundle, expected));
            assertSame(bundle, answer, expected.get("exits"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void through_kafka_each_picture_leaves_where_and_as_what_it_does_in_python(String network) throws Exception {
        Path path = grown.bundle(network);
        Bundle bundle = Bundle.open(path);
        Map<String, JsonNode> python = grown.answers(network);

        try (LabelledPictures pictures = pictures(bundle)) {
            Map<Integer, Classification> answers =
                    new PictureReplay(path, pictures, pictures.count()).over(BROKER.running());
            for (int n = 0; n < pictures.count(); n++) {
                Classification answer = answers.get(n);
                assertThat(new Offline.Decision(answer.getExit(), answer.getPredicted()))
                        .as(pictures.id(n))
                        .isEqualTo(decision(bundle, python.get(pictures.id(n))));
            }
        }
    }

    @Test
    void the_commands_take_the_pictures_that_are_fresh_or_that_calibrated() throws Exception {
        String bundle = grown.bundle("resnet8").toString();
        String data = grown.pictures().toString();
        Path table = folder.resolve("table.avro");

        assertThat(run(new EvaluateCommand(), bundle, "--data", data, "--budget=-1%"))
                .as("%s", out)
                .isZero();
        assertThat(out.toString())
                .containsPattern("Taken: the [2-6][0-9] pictures that their digests make test pictures;"
                        + " left out: [23][0-9] that thresholds come from, 1[0-9][0-9] others\\.")
                .contains("Policy: {");
        assertThat(run(
                        new CalibrateCommand(),
                        bundle,
                        "--data",
                        data,
                        "--held-out",
                        "--out",
                        table.toString(),
                        "--costs",
                        folder.resolve("costs.json").toString()))
                .as("%s", out)
                .isZero();
        assertThat(table).exists();
        assertThat(run(
                        new EvaluateCommand(),
                        bundle,
                        "--data",
                        data,
                        "--budget=-1%",
                        "--calibration",
                        table.toString()))
                .as("%s", out)
                .isZero();
    }

    @Test
    void the_demo_plays_it() throws Exception {
        Path some = Files.createDirectories(folder.resolve("some/day light"));
        for (int n = 0; n < 12; n++) {
            Files.copy(grown.pictures().resolve("day light/" + n + ".png"), some.resolve(n + ".png"));
        }

        assertThat(run(
                        new DemoCommand(),
                        "--bundle",
                        grown.bundle("resnet8").toString(),
                        "--images",
                        some.getParent().toString(),
                        "--parallelism",
                        "1"))
                .as("%s", out)
                .isZero();
        assertThat(out.toString()).contains("12 pictures: 12 classified, 0 refused.");
    }

    private static LabelledPictures pictures(Bundle bundle) {
        return LabelledPictures.open(Optional.of(grown.pictures()), bundle);
    }

    private static List<Answer> offline(Bundle bundle) {
        List<Answer> answers = new ArrayList<>();
        try (LabelledPictures pictures = pictures(bundle)) {
            new BundleRun(bundle, 1).over(pictures, Screen.on(new PrintWriter(new StringWriter())), answers::add);
        }
        return answers;
    }

    private static Offline.Decision decision(Bundle bundle, Answer answer) {
        return Offline.decide(bundle.policy(), answer.logits());
    }

    private static Offline.Decision decision(Bundle bundle, JsonNode python) {
        int predicted = bundle.classes().indexOf(python.get("label").asText());
        return new Offline.Decision(python.get("exit").asInt(), predicted);
    }

    private static void assertSame(Bundle bundle, Answer answer, JsonNode exits) {
        List<ExitScore> scores = answer.row(Temperatures.NONE).getExits();
        assertThat(scores).hasSize(exits.size());
        for (int k = 0; k < scores.size(); k++) {
            String where = answer.sample() + " at exit " + (k + 1);
            assertThat(bundle.classes().get(scores.get(k).getPredicted()))
                    .as(where)
                    .isEqualTo(exits.get(k).get("label").asText());
            assertThat((double) scores.get(k).getMaxSoftmax())
                    .as(where)
                    .isCloseTo(exits.get(k).get("confidence").asDouble(), within(1e-4));
        }
    }

    private int run(Object command, String... arguments) {
        var writer = new PrintWriter(out);
        return new CommandLine(command).setOut(writer).setErr(writer).execute(arguments);
    }
}
