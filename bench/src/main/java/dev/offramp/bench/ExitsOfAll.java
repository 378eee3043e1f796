package dev.offramp.bench;

import dev.offramp.bench.report.Conditions;
import dev.offramp.bench.report.Figure;
import dev.offramp.bench.report.Report;
import dev.offramp.bench.report.ReportFolder;
import dev.offramp.bundle.TrustSettings;
import dev.offramp.cli.labelled.BundleFolder;
import dev.offramp.cli.picture.Bars;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What exits gain with every bundle of a folder, each measured in a process of its own.
 *
 * @param bundles  the folder
 * @param out      where the reports go; that of each bundle into a folder of its name
 * @param given    options of the measurement that hold for every bundle
 * @param pictures by the beginning of bundles' names, where those that ship with the project are not theirs
 */
record ExitsOfAll(Path bundles, ReportFolder out, List<String> given, Map<String, Path> pictures, Screen screen) {

    static final String NAME = "exits --all";

    private static final double WORST_AIM = 1.2;

    /** Measures them all; a bundle that cannot be measured is named, never left out. */
    Report measure() {
        List<ExitsRow> rows = new ArrayList<>();
        List<String> notMeasured = new ArrayList<>();
        for (Path bundle : folders()) {
            screen.line("");
            screen.line("--- " + bundle.getFileName() + " ---");
            measure(bundle).ifPresentOrElse(rows::add, () -> notMeasured.add(name(bundle)));
        }
        if (rows.isEmpty()) {
            throw new CommandFailure("no bundle in " + bundles + " could be measured");
        }
        return report(rows.stream().sorted(ExitsRow.BY_GAIN).toList(), notMeasured);
    }

    private List<Path> folders() {
        try (var folders = Files.list(bundles)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("manifest.json")))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new CommandFailure(bundles + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    private Optional<ExitsRow> measure(Path bundle) {
        ReportFolder own = new ReportFolder(out.path().resolve("exits").resolve(name(bundle)));
        boolean done = new FreshProcess(arguments(bundle, own)).run() == 0;
        return done ? own.read("exits").map(report -> ExitsRow.of(report, runsWithoutHeads(bundle))) : Optional.empty();
    }

    /** The process that measured it has asked whom to trust. */
    private static boolean runsWithoutHeads(Path bundle) {
        return new BundleFolder(bundle, TrustSettings.ANY).open().runsWithoutHeads();
    }

    /** How one bundle is measured. */
    List<String> arguments(Path bundle, ReportFolder own) {
        List<String> arguments =
                new ArrayList<>(List.of("bench", "exits", "--bundle=" + bundle, "--out=" + own.path()));
        pictures.entrySet().stream()
                .filter(of -> name(bundle).startsWith(of.getKey()))
                .findFirst()
                .ifPresent(of -> arguments.add("--data=" + of.getValue()));
        arguments.addAll(given);
        return arguments;
    }

    private static String name(Path bundle) {
        return String.valueOf(bundle.getFileName());
    }

    /** The table, the best and the worst bundle as figures, and who is not in it. */
    static Report report(List<ExitsRow> rows, List<String> notMeasured) {
        ExitsRow best = rows.get(0);
        ExitsRow worst = rows.get(rows.size() - 1);
        List<String> notes = new ArrayList<>(List.of(
                "As `./offramp bench exits` measures one of them; the range is over turns, each on other pictures."));
        if (!notMeasured.isEmpty()) {
            notes.add("Not measured: " + String.join(", ", notMeasured) + ".");
        }
        return new Report(
                        NAME,
                        "Exit gain of every bundle",
                        Conditions.withoutJob(),
                        List.of(
                                Figure.reported(
                                        "exit gain, best of " + rows.size() + " bundles",
                                        best.bundle() + ", " + best.precision() + ".",
                                        best.gain().asRatio()),
                                Figure.atLeast(
                                        "exit gain, worst of " + rows.size() + " bundles",
                                        worst.bundle() + ", " + worst.precision() + ".",
                                        WORST_AIM,
                                        worst.gain())),
                        List.of(ExitsRow.table(rows)),
                        notes,
                        rows)
                .drawnAs(new Bars(
                        "Exit gain",
                        "times",
                        rows.stream().map(row -> row.gain().bar(row.bundle())).toList()));
    }
}
