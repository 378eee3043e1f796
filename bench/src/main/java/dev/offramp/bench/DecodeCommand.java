package dev.offramp.bench;

import dev.offramp.bench.report.Conditions;
import dev.offramp.bench.report.Figure;
import dev.offramp.bench.report.Report;
import dev.offramp.bench.report.ReportFolder;
import dev.offramp.cli.home.Home;
import dev.offramp.cli.home.Machine;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.rejects.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how fast the job turns pictures into pixels, beside Java's own readers. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "decode",
        sortOptions = false,
        description = {
            "How fast the job decodes, beside Java's own readers: photographs as they are, scaled up to 640 x 480 and to"
                    + " 1920 x 1080, as lossy WebP; and small PNGs.",
            "",
            "Processor time of one thread, contestants in turns, medians. Java's reader only decodes; the job also checks"
                    + " bounds and truncation, turns pictures upright and delivers rows of R, G, B."
        })
final class DecodeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--photographs",
            paramLabel = "ZIP",
            description = "JPEG photographs (default: ../shared/data/imagenette-128.zip beside the project).")
    private Optional<Path> photographs;

    @Option(
            names = "--pictures",
            paramLabel = "N",
            defaultValue = "16",
            description = "Of each kind (default: ${DEFAULT-VALUE}).")
    private int pictures;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "9",
            description = "Turns of every contestant, behind a warm-up (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            defaultValue = "128",
            description = "Side of the input that pictures are fitted to (default: ${DEFAULT-VALUE}).")
    private int size;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the report goes, as JSON and as a picture (default: runs/bench).")
    private Optional<Path> out;

    @Override
    public Integer call() throws IOException, Refusal {
        if (pictures < 1 || rounds < 1 || size < 1) {
            throw new CommandFailure("--pictures, --rounds and --size must be at least 1");
        }
        Screen screen = Screen.on(spec.commandLine().getOut());
        screen.line(Machine.description());
        screen.line("");
        screen.line(DecodeRow.HEADER);
        List<DecodeRow> rows = new ArrayList<>();
        for (DecodeKind kind : DecodeKind.of(read())) {
            List<DecodeRow> ofKind = new DecodeBench(rounds, size).measure(kind);
            ofKind.forEach(row -> screen.line(row.line()));
            rows.addAll(ofKind);
        }
        write(rows, screen);
        return 0;
    }

    /** Spread over the whole file. */
    private List<byte[]> read() {
        Path file = photographs.orElse(Home.folder().resolve("../shared/data/imagenette-128.zip"));
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<String> names = zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.toLowerCase(Locale.ROOT).matches(".*\\.jpe?g"))
                    .sorted()
                    .toList();
            if (names.size() < pictures) {
                throw new CommandFailure(file + " has " + names.size() + " JPEG files, --pictures is " + pictures);
            }
            List<byte[]> read = new ArrayList<>();
            for (int i = 0; i < pictures; i++) {
                String name = names.get(i * (names.size() / pictures));
                read.add(zip.getInputStream(zip.getEntry(name)).readAllBytes());
            }
            return read;
        } catch (IOException failure) {
            throw new CommandFailure(
                    file + " cannot be read: " + failure.getMessage() + "; name a zip file of JPEGs with --photographs",
                    failure);
        }
    }

    private void write(List<DecodeRow> rows, Screen screen) {
        ReportFolder folder = new ReportFolder(out.orElse(Home.folder().resolve("runs/bench")));
        List<Figure> figures = rows.stream()
                .filter(row -> row.contestant().equals(DecodeBench.JOB))
                .map(DecodeRow::figure)
                .toList();
        Report report = new Report(
                        "decode",
                        "Decoding",
                        Conditions.withoutJob(),
                        figures,
                        List.of(DecodeRow.table(rows)),
                        List.of("Processor time of one thread, medians of " + rounds + " rounds."),
                        rows)
                .drawnAs(DecodeRow.bars(rows));
        screen.line("");
        screen.line("Report: " + folder.write(report));
        folder.draw(report).ifPresent(file -> screen.line("Picture: " + file));
    }
}
