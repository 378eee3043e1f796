package dev.offramp.cli;

import dev.offramp.cli.bundle.BundleCommand;
import dev.offramp.cli.calibrate.CalibrateCommand;
import dev.offramp.cli.cluster.ClusterCommand;
import dev.offramp.cli.console.ConsoleCommand;
import dev.offramp.cli.demo.DemoCommand;
import dev.offramp.cli.doctor.DoctorCommand;
import dev.offramp.cli.evaluate.EvaluateCommand;
import dev.offramp.cli.image.ImageCommand;
import dev.offramp.cli.ingest.IngestCommand;
import dev.offramp.cli.options.Environment;
import dev.offramp.cli.plan.PlanCommand;
import dev.offramp.cli.policy.PolicyCommand;
import dev.offramp.cli.publish.PublishCommand;
import dev.offramp.cli.read.ReadCommand;
import dev.offramp.cli.report.ReportCommand;
import dev.offramp.cli.run.JobsCommand;
import dev.offramp.cli.run.RunCommand;
import dev.offramp.cli.run.StopCommand;
import dev.offramp.cli.schemas.SchemasCommand;
import dev.offramp.cli.thresholds.ThresholdsCommand;
import dev.offramp.cli.top.TopCommand;
import java.util.Map;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The command line: {@code ./offramp COMMAND}. Ends with 0 on success, 1 on failure, 2 on wrong usage. Other modules on the class
 * path add commands as {@link AddedCommand}s.
 */
@Command(
        name = "offramp",
        synopsisSubcommandLabel = "COMMAND",
        description = "Classifies image and video streams from Kafka with multi-exit neural networks on Flink.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Offramp.Version.class,
        subcommands = {
            DemoCommand.class,
            PublishCommand.class,
            IngestCommand.class,
            DoctorCommand.class,
            RunCommand.class,
            JobsCommand.class,
            ClusterCommand.class,
            StopCommand.class,
            ConsoleCommand.class,
            ReadCommand.class,
            ReportCommand.class,
            TopCommand.class,
            PolicyCommand.class,
            SchemasCommand.class,
            CalibrateCommand.class,
            PlanCommand.class,
            EvaluateCommand.class,
            BundleCommand.class,
            ImageCommand.class,
            ThresholdsCommand.class
        },
        commandListHeading = "%nCommands:%n",
        footer = {
            "  zoo      Train, evaluate and export networks (Python); './offramp zoo --help'.",
            "  test     Run every test and check of the project.",
            "",
            "Start with './offramp demo'. './offramp COMMAND --help' explains a command.",
            ""
        })
public final class Offramp {

    private static final int WIDEST_HELP = 110;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "On failure, print the stack trace too.")
    private boolean debug;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The root command with all commands on the class path, ready to execute. */
    public static CommandLine commandLine() {
        return commandLine(System.getenv());
    }

    static CommandLine commandLine(Map<String, String> environment) {
        var offramp = new Offramp();
        var commandLine = new CommandLine(offramp);
        ServiceLoader.load(AddedCommand.class).forEach(commandLine::addSubcommand);
        return commandLine
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setDefaultValueProvider(new Environment(environment))
                .setExecutionStrategy(new StrictHelp())
                .setExecutionExceptionHandler(new FailureReport(() -> offramp.debug))
                .setParameterExceptionHandler(new UsageReport())
                .setUsageHelpWidth(
                        Math.max(80, Math.min(WIDEST_HELP, Integer.getInteger("offramp.columns", WIDEST_HELP))));
    }

    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"Offramp " + System.getProperty("offramp.version", "(version unknown)")};
        }
    }
}
