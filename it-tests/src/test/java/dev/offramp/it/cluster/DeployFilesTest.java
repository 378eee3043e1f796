package dev.offramp.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.it.TestBundle;
import dev.offramp.job.Settings;
import dev.offramp.job.SettingsSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

/** What can be known of the files in {@code deploy} without Docker and Kubernetes. */
class DeployFilesTest {

    private static final Path HOME = Path.of("..");
    private static final Pattern OUR_IMAGE = Pattern.compile("\\bofframp(?:-tools|-gpu)?:([0-9][\\w.-]*)");
    private static final Pattern LIBTORCH =
            Pattern.compile("PYTORCH_VERSION=(?<version>\\S+) PYTORCH_FLAVOR=(?<flavour>\\S+)");
    private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

    @Test
    void every_yaml_and_json_file_can_be_read() throws Exception {
        List<Path> yaml = Stream.concat(DeployFile.withSuffix(".yaml").stream(), DeployFile.withSuffix(".yml").stream())
                .toList();
        List<Path> json = DeployFile.withSuffix(".json");

        assertThat(yaml)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(DeployFile.read(file).content()).isNotEmpty());
        assertThat(json).isNotEmpty().allSatisfy(file -> assertThat(new ObjectMapper().readTree(file.toFile()))
                .isNotEmpty());
    }

    @Test
    void flink_knows_every_option_of_the_local_cluster() throws Exception {
        assertUnderstood(DeployFile.read("cluster/config.yaml").flinkFile());
    }

    @Test
    void flink_and_the_job_know_every_option_of_the_compose_file() throws Exception {
        DeployFile file = DeployFile.read("compose.yaml");

        assertUnderstood(file.flinkProperties("jobmanager"));
        assertUnderstood(file.flinkProperties("taskmanager"));
        assertAccepted(file.jobArguments("jobmanager"));
    }

    @Test
    void every_service_that_lasts_is_started_again_and_what_it_keeps_is_on_a_volume() throws Exception {
        DeployFile file = DeployFile.read("compose.yaml");

        assertThat(file.services().stream().filter(service -> !service.equals("topics")))
                .isNotEmpty()
                .allSatisfy(service ->
                        assertThat(file.service(service)).as(service).containsEntry("restart", "unless-stopped"));
        assertThat(file.service("kafka").toString())
                .contains("KAFKA_LOG_DIRS=/var/lib/kafka/data", "volumes=[kafka:/var/lib/kafka/data]");
        assertThat(file.content().get("volumes").toString()).contains("kafka=", "state=");
    }

    @Test
    void images_have_the_version_of_the_project_that_builds_and_tags_them() throws Exception {
        String version = projectVersion();
        DeployFile compose = DeployFile.read("compose.yaml");

        assertThat(DeployFile.read("helm/offramp/Chart.yaml").content()).containsEntry("appVersion", version);
        assertThat(compose.services().stream()
                        .map(service -> String.valueOf(compose.service(service).get("image")))
                        .filter(image -> image.startsWith("offramp")))
                .hasSize(3)
                .allSatisfy(image -> assertThat(image).endsWith(":" + version));
        assertThat(OUR_IMAGE
                        .matcher(Files.readString(HOME.resolve("docs/kubernetes.md")))
                        .results()
                        .map(image -> image.group(1)))
                .isNotEmpty()
                .allSatisfy(tag -> assertThat(tag).isEqualTo(version));
    }

    @Test
    void whatever_the_images_copy_is_there_after_a_build_and_is_not_ignored() throws IOException {
        List<String> sources = Files.readAllLines(DeployFile.FOLDER.resolve("Dockerfile")).stream()
                .filter(line -> line.startsWith("COPY ") && !line.contains("--from="))
                .flatMap(line -> sources(line).stream())
                .toList();
        List<String> let = Files.readAllLines(DeployFile.FOLDER.resolve("Dockerfile.dockerignore")).stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();

        assertThat(sources).hasSizeGreaterThan(8).allSatisfy(source -> {
            assertThat(matches(source)).as(source).isNotEmpty();
            assertThat(let).as(source).anyMatch(source::startsWith);
        });
    }

    @Test
    void djl_has_a_binding_for_the_libtorch_that_the_image_for_gpus_takes() throws IOException {
        Matcher libtorch = LIBTORCH.matcher(Files.readString(DeployFile.FOLDER.resolve("Dockerfile")));
        assertThat(libtorch.find()).isTrue();
        Properties binding = new Properties();
        try (InputStream file = getClass().getResourceAsStream("/jnilib/pytorch.properties")) {
            binding.load(file);
        }

        assertThat(binding.getProperty("jni_version")).startsWith(libtorch.group("version") + "-");
        assertThat(getClass().getResource("/jnilib/linux-x86_64/" + libtorch.group("flavour") + "/libdjl_torch.so"))
                .isNotNull();
    }

    private static String projectVersion() throws IOException {
        return VERSION.matcher(Files.readString(HOME.resolve("pom.xml")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    /** What a line copies: neither its options nor where to. */
    private static List<String> sources(String copy) {
        List<String> words = Stream.of(copy.split(" ", -1))
                .skip(1)
                .filter(word -> !word.startsWith("--"))
                .toList();
        return words.subList(0, words.size() - 1);
    }

    private static void assertUnderstood(Configuration flink) throws IllegalAccessException {
        assertThat(flink.toMap()).isNotEmpty();
        assertThat(FlinkOptions.declared().problems(flink)).isEmpty();
    }

    /** The job's own check, with the bundle where it lies in the repository. */
    private static void assertAccepted(List<String> arguments) throws Exception {
        assertThat(arguments).hasSizeGreaterThan(1);
        List<String> settings =
                arguments.stream().filter(argument -> !argument.equals("--set")).toList();
        assertThat(settings).hasSize(arguments.size() / 2);
        Configuration config = SettingsSource.read(List.of(), settings);
        config.setString("bundle.path", TestBundle.FOLDER.toString());
        config.setString("stage.precision", "float32"); // auto would measure

        assertThatCode(() -> Settings.from(config)).doesNotThrowAnyException();
    }

    private static List<Path> matches(String pattern) throws IOException {
        Path folder = HOME.resolve(pattern).getParent();
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + HOME.resolve(pattern));
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(matcher::matches).toList();
        }
    }
}
