package dev.offramp.cli.doctor;

import dev.offramp.cli.run.SettingsOptions;
import dev.offramp.cli.terminal.Printable;
import dev.offramp.cli.terminal.Screen;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what is wrong with broker, cluster and bundle before a job is deployed. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "doctor",
        sortOptions = false,
        description = {
            "Look at broker, Flink cluster and bundle as a job with these settings would find them, and say what is wrong and"
                    + " what to change. Nothing is written, made or submitted.",
            "",
            "It takes the settings of './offramp run' and prints a line a check: ok, warning, wrong, or skipped where something"
                    + " before it is wrong. It ends with 1 where something is wrong, else with 0."
        },
        footer = {
            "",
            "Examples:",
            "  ./offramp doctor --config job.yaml --cluster http://jobmanager:8081",
            "  ./offramp doctor --bootstrap kafka:9092 --bundle model-artifacts/bundles/fashion-mnist-branchy --json",
            "  ./offramp doctor --config reader.yaml --as reader",
            ""
        })
public final class DoctorCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions settings;

    @Option(
            names = "--cluster",
            paramLabel = "URL",
            description =
                    "The Flink session cluster that the job would go to (default: OFFRAMP_CLUSTER, or else none: the"
                            + " job would run in this process).")
    private Optional<URI> cluster;

    @Option(
            names = "--as",
            paramLabel = "ROLE",
            defaultValue = "job",
            description =
                    "Whose rights on the broker to look at: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). Of"
                            + " others than the job it looks at the broker alone.")
    private Role role;

    @Option(names = "--json", description = "Write JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Screen screen = Screen.on(spec.commandLine().getOut());
        Consumer<Finding> told = finding -> screen.line("%s", Printable.text(finding.line()));
        Checkup checkup = new Checkup(json ? finding -> {} : told);
        new Doctor(Told.of(settings.unchecked()), cluster, role, InstantSource.system()).examine(checkup);
        List<Finding> findings = checkup.findings();
        screen.line("%s", json ? new FindingsJson(findings).document().toPrettyString() : summary(findings));
        return Verdict.WRONG.countIn(findings) > 0 ? 1 : 0;
    }

    private static String summary(List<Finding> findings) {
        return Verdict.WRONG.countIn(findings) + " wrong, " + Verdict.WARNING.countIn(findings) + " warnings, "
                + Verdict.SKIPPED.countIn(findings) + " skipped, " + Verdict.OK.countIn(findings) + " ok.";
    }
}
