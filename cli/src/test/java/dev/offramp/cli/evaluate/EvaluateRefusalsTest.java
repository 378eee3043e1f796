package dev.offramp.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.calibrate.CalibrateCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvaluateRefusalsTest {

    private static final String BUNDLE = "../model-artifacts/bundles/fashion-mnist-branchy";

    private static final String CLIP_BUNDLE = "../model-artifacts/bundles/fashion-mnist-belt";

    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void budget_and_curve_exclude_each_other_and_one_is_needed() {
        assertThat(evaluate(BUNDLE)).contains("give either --budget or --curve");
        assertThat(evaluate(BUNDLE, "--curve", "--budget", "6M")).contains("give either --budget or --curve");
    }

    @Test
    void a_loss_may_be_written_with_or_without_an_equals_sign() {
        assertThat(evaluate("/nowhere", "--budget=-0.5%")).contains("there is no manifest.json");
        assertThat(evaluate("/nowhere", "--budget", "-0.5%")).contains("there is no manifest.json");
    }

    @Test
    void milliseconds_need_measured_costs() {
        assertThat(evaluate(BUNDLE, "--budget", "1ms"))
                .contains("a budget in milliseconds needs measured stage costs")
                .contains("./offramp calibrate " + BUNDLE + " --costs FILE");
    }

    @Test
    void costs_of_another_bundle_or_none_at_all_are_refused_by_name() throws Exception {
        Path file = folder.resolve("costs.json");
        Files.writeString(
                file,
                "{'formatVersion':1,'bundle':'other 1','machine':'m','device':'cpu','threads':1,'precision':'float32',"
                                .replace('\'', '"')
                        + "\"stages\":[{\"stage\":1,\"batches\":[{\"size\":1,\"millisecondsASample\":1}]}]}");
        assertThat(evaluate(BUNDLE, "--budget", "1ms", "--costs", file.toString()))
                .contains("costs.json has the costs of other 1, not of fashion-mnist-branchy 1.0.0");

        Files.writeString(file, "{\"formatVersion\": 7, \"stages\": []}");
        assertThat(evaluate(BUNDLE, "--budget", "1ms", "--costs", file.toString()))
                .contains("costs.json has no stage costs")
                .contains("formatVersion is 7, this release reads 1");
        assertThat(evaluate(BUNDLE, "--budget", "1ms", "--costs", "/nowhere.json"))
                .contains("/nowhere.json");
    }

    @Test
    void a_foreign_calibration_table_is_refused_by_name() throws Exception {
        Path file = Files.writeString(folder.resolve("table.avro"), "rows");

        assertThat(evaluate(BUNDLE, "--budget", "6M", "--calibration", file.toString()))
                .contains("table.avro is no calibration table");
    }

    @Test
    void pictures_without_labels_and_held_out_samples_of_another_set_are_refused() {
        String testImages = "../model-artifacts/data/fashion-mnist/t10k-images-idx3-ubyte.gz";

        assertThat(execute(new CalibrateCommand(), BUNDLE, "--data", testImages, "--held-out"))
                .contains("more of the bundle's held-out samples are not among the 10000 pictures");
        assertThat(execute(new CalibrateCommand(), BUNDLE, "--data", "/nowhere"))
                .contains("there is no file or folder /nowhere");
        assertThat(execute(new CalibrateCommand(), BUNDLE, "--threads", "0"))
                .contains("--threads must be at least 1, was 0");
    }

    @Test
    void folders_that_are_named_like_no_class_are_told_before_anything_runs() throws Exception {
        for (String name : List.of("sandal/1.png", "dog/1.png", "dog/2.png")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[] {1});
        }

        assertThat(evaluate(BUNDLE, "--budget", "6M", "--data", folder.toString()))
                .contains("2 of 3 pictures of " + folder + " have no label")
                .contains(
                        "named like none of the bundle's classes, dog (it knows T-shirt/top, Trouser, Pullover, Dress, Coat,"
                                + " ... (10))");
    }

    @Test
    void pictures_that_cannot_be_read_are_named_and_end_it_where_they_are_many() throws Exception {
        Path file = folder.resolve("sandal/1.png");
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[] {1});
        Files.write(folder.resolve("sandal/2.png"), new byte[] {1});

        assertThat(evaluate(BUNDLE, "--budget", "6M", "--data", folder.toString()))
                .contains("2 of 2 pictures cannot be read and are left out: sandal/1.png is refused: ")
                .contains("more than one in twenty");
    }

    @Test
    void of_clips_the_data_must_be_named_and_held_out_pictures_are_none() {
        assertThat(evaluate(CLIP_BUNDLE, "--budget", "30M"))
                .contains("--data is needed: fashion-mnist-belt takes clips of 8 frames");
        assertThat(execute(new CalibrateCommand(), CLIP_BUNDLE, "--data", folder.toString(), "--held-out"))
                .contains("fashion-mnist-belt takes clips of 8 frames, and these are pictures");
        assertThat(execute(new CalibrateCommand(), CLIP_BUNDLE, "--data", folder.toString(), "--hop", "9"))
                .contains("clips.hop must be 1 to 8");
        assertThat(execute(new CalibrateCommand(), CLIP_BUNDLE, "--data", folder.toString()))
                .contains("no clip in " + folder);
        assertThat(execute(new CalibrateCommand(), BUNDLE, "--rate", "all"))
                .contains(
                        "--stride, --hop, --rate, --short-side and --quality are of videos, and fashion-mnist-branchy takes");
    }

    private String evaluate(String... arguments) {
        return execute(new EvaluateCommand(), arguments);
    }

    private String execute(Object command, String... arguments) {
        err.getBuffer().setLength(0);
        int status = new CommandLine(command)
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        assertThat(status).isNotZero();
        return err.toString();
    }
}
