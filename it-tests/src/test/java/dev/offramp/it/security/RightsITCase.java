package dev.offramp.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.Offramp;
import dev.offramp.cli.broker.TopicPlan;
import dev.offramp.cli.local.ProjectHome;
import dev.offramp.it.FashionMnist;
import dev.offramp.it.TestBundle;
import dev.offramp.video.VideoWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A broker that asks everybody who they are and allows what the documentation lists: with it everything works, job, publishing, ingest,
 * policies and reading; with one right less, what needs it ends in a line that names it.
 */
@Timeout(300)
@ExtendWith(ProjectHome.class)
class RightsITCase {

    private static final Path PAGE = Path.of("../docs/security.md");
    private static final Pattern WEB_PAGES = Pattern.compile("Web pages: (http://\\S+[0-9])");
    private static final int PICTURES = 12;
    private static final int FRAMES = 10;

    @TempDir
    private static Path folder;

    private static SecureBroker broker;
    private static final Map<String, Path> SETTINGS = new HashMap<>();

    /** Everything at once, as the table allows it. */
    @BeforeAll
    static void everything_works_with_the_rights_that_are_documented() throws Exception {
        broker = SecureBroker.startIn(folder, "for-the-broker");
        var plan = new TopicPlan(2);
        broker.createTopics(List.of(
                plan.frames("offramp-frames"),
                plan.policies("offramp-policies"),
                plan.answers("offramp-classifications"),
                plan.answers("offramp-rejects"),
                plan.answers("offramp-throughput")));
        for (String user : List.of("job", "publisher", "author")) {
            SETTINGS.put(user, broker.scramUser(user, "of-" + user));
        }
        for (String user : List.of("ingester", "reader")) {
            SETTINGS.put(user, broker.tokenUser(user));
        }
        broker.grant(rights().map(Right::binding).toList());
        writePictures();
        writeFilm();

        Typed job = start("job", commands("job").get(0));
        String cluster = job.await(WEB_PAGES);
        succeed("publisher");
        succeed("ingester");
        succeed("author");
        awaitAnswers(PICTURES + FRAMES);
        succeed("reader");
        assertThat(Offramp.commandLine()
                        .execute("stop", "offramp-fashion-mnist-branchy", "--cluster", cluster, "--cancel"))
                .isZero();
        assertThat(job.exitCode()).as(job.said()).isZero();
    }

    @AfterAll
    static void close() {
        broker.close();
    }

    @Test
    void the_table_is_read() {
        assertThat(rights()).hasSizeGreaterThanOrEqualTo(19);
        assertThat(rights().map(Right::principal).distinct())
                .containsExactlyInAnyOrder("job", "publisher", "ingester", "author", "reader");
    }

    @ParameterizedTest
    @MethodSource("rights")
    void one_right_less_is_one_line_that_names_it(Right right) throws Exception {
        broker.revoke(right.binding());
        try {
            assertThat(saidUntilNamed(right)).containsPattern(named(right));
        } finally {
            broker.grant(List.of(right.binding()));
        }
    }

    /** What the commands of its principal say, one after the other, until one misses it. */
    private static String saidUntilNamed(Right right) throws Exception {
        var said = new StringBuilder();
        for (String[] command : commands(right.principal())) {
            Typed typed = start(right.principal(), command);
            if (typed.exitCode() != 0) {
                assertThat(typed.err().lines().filter(line -> line.startsWith("offramp: ")))
                        .as(typed.said())
                        .hasSize(1);
                assertThat(typed.said()).doesNotContain("This was not expected", "Exception");
            }
            said.append(typed.said());
            if (named(right).matcher(said).find()) {
                break;
            }
        }
        return said.toString();
    }

    private static Pattern named(Right right) {
        return Pattern.compile(
                "(does not allow|must be allowed to) .*" + right.operation() + ".* " + Pattern.quote(right.resource()));
    }

    @Test
    void a_wrong_password_is_said_to_be_one() throws Exception {
        Path wrong = Files.writeString(
                folder.resolve("wrong.yaml"),
                Files.readString(SETTINGS.get("publisher")).replace("of-publisher", "mistyped"));

        Typed typed = Typed.run(wrong, commands("publisher").get(0));

        assertThat(typed.exitCode()).isEqualTo(1);
        assertThat(typed.err())
                .startsWith("offramp: the broker at " + broker.address() + " does not know who asks: ")
                .contains("SCRAM-SHA-512")
                .doesNotContain("mistyped");
    }

    static Stream<Right> rights() {
        try {
            return Right.documentedIn(PAGE).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What each does, of which every right of theirs is needed by one. */
    private static List<String[]> commands(String principal) {
        String report = folder.resolve("report").toString();
        return switch (principal) {
            case "job" ->
                List.<String[]>of(new String[] {
                    "run",
                    "--bundle",
                    TestBundle.FOLDER.toString(),
                    "--parallelism",
                    "1",
                    "--web-port",
                    "0",
                    "--set",
                    "execution.checkpointing.interval=1s",
                    "--set",
                    "throughput.window=1s"
                });
            case "publisher" ->
                List.<String[]>of(
                        new String[] {"publish", folder.resolve("pictures").toString()});
            case "ingester" ->
                List.<String[]>of(
                        new String[] {"ingest", folder.resolve("film.mp4").toString(), "--rate", "all"});
            case "author" ->
                List.of(
                        new String[] {"policy", "set", "--default", "--deadline", "1min"},
                        new String[] {"policy", "show"});
            default ->
                List.of(
                        new String[] {"read", "frames"},
                        new String[] {"read", "answers"},
                        new String[] {"read", "rejects"},
                        new String[] {"read", "windows"},
                        new String[] {"policy", "show"},
                        new String[] {"report", "--since", "1h", "--out", report},
                        new String[] {"top", "--once"});
        };
    }

    private static Typed start(String principal, String... words) {
        return Typed.start(SETTINGS.get(principal), words);
    }

    private static void succeed(String principal) throws Exception {
        for (String[] command : commands(principal)) {
            Typed typed = start(principal, command);
            assertThat(typed.exitCode())
                    .as(String.join(" ", command) + ": " + typed.said())
                    .isZero();
            assertThat(typed.said()).doesNotContain("does not allow");
        }
    }

    private static void awaitAnswers(int count) throws Exception {
        Typed read = start("reader", "read", "answers", "--limit", Integer.toString(count));
        while (read.exitCode() != 0 || read.out().lines().count() < count) {
            read = start("reader", "read", "answers", "--limit", Integer.toString(count));
        }
    }

    private static void writePictures() throws Exception {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        int index = 0;
        for (FashionMnist.Image image : FashionMnist.first(PICTURES).images()) {
            Files.write(pictures.resolve(index++ + ".png"), image.png());
        }
    }

    private static void writeFilm() throws Exception {
        var shape = new VideoWriter.VideoShape(320, 240, 5, 5, 500_000);
        try (var film = VideoWriter.toFile(folder.resolve("film.mp4"), shape)) {
            for (int i = 0; i < FRAMES; i++) {
                film.write(new byte[320 * 240 * 3]);
            }
        }
    }
}
