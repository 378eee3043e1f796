package dev.offramp.cli.run;

import dev.offramp.cli.broker.TopicPlan;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.job.FlinkDefaults;
import dev.offramp.job.OfframpJob;
import dev.offramp.job.Settings;
import dev.offramp.job.SettingsException;
import dev.offramp.job.SettingsSource;
import dev.offramp.stage.StageEngines;
import dev.offramp.stage.djl.DjlStageEngines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.kafka.clients.admin.NewTopic;

/** A job whose settings are read and checked, and which is not on a cluster yet. */
public record JobPlan(Configuration config, Settings settings) {

    /**
     * Reads and checks the settings; fails with all that is wrong with them.
     *
     * @param defaults what holds where neither a file nor an override says anything
     * @param overrides {@code key=value}, over the files'; the last one wins
     */
    public static JobPlan read(Configuration defaults, List<Path> files, List<String> overrides) {
        try {
            var config = new Configuration(defaults);
            config.addAll(SettingsSource.read(files, overrides));
            return of(config);
        } catch (SettingsException failure) {
            throw new CommandFailure(failure.getMessage(), failure);
        }
    }

    /**
     * Checks settings that are read.
     *
     * @throws SettingsException with all that is wrong with them
     */
    public static JobPlan of(Configuration config) throws SettingsException {
        var settings = Settings.from(config);
        return new JobPlan(FlinkDefaults.under(config, settings), settings);
    }

    /** The same, and the job tells how it was started. */
    JobPlan startedWith(StartOptions options) {
        return new JobPlan(options.over(config), settings);
    }

    /** The job's topics, as they are made where they are missing. */
    public List<NewTopic> topics(TopicPlan plan) {
        var names = settings.kafka().topics();
        List<NewTopic> topics = new ArrayList<>(List.of(
                plan.frames(names.frames()),
                plan.policies(names.policies()),
                plan.answers(names.classifications()),
                plan.answers(names.rejects()),
                plan.answers(names.throughput())));
        names.states().map(plan::states).ifPresent(topics::add);
        names.bundles().map(plan::bundles).ifPresent(topics::add);
        return topics;
    }

    /** The bundle, its precision and the broker, a line each. */
    List<String> description() {
        var bundle = settings.bundle();
        var kafka = settings.kafka();
        return List.of(
                "Bundle " + bundle.id().name() + " " + bundle.id().version() + ": "
                        + bundle.classes().size() + " classes, "
                        + bundle.stages().size() + " exits.",
                "Precision " + settings.precision().precision() + ": "
                        + settings.precision().reason() + ".",
                "Broker " + kafka.bootstrapServers() + ": " + kafka.topics().frames() + " -> "
                        + kafka.topics().classifications() + ", " + kafka.guarantee() + ".");
    }

    public int parallelism() {
        return config.get(CoreOptions.DEFAULT_PARALLELISM);
    }

    /**
     * Sends the job to a cluster; fails where the broker or a topic is missing, or where the cluster refuses it.
     *
     * @param warnings hears what the broker does not tell, or allows less of than wanted, one sentence each
     */
    RunningJob submitTo(Cluster cluster, Consumer<String> warnings) {
        return submitTo(cluster, new DjlStageEngines(settings.intraOpThreads()), warnings);
    }

    /** The same on other stage engines; warnings are in the log only. */
    public RunningJob submitTo(Cluster cluster, StageEngines engines) {
        return submitTo(cluster, engines, warning -> {});
    }

    private RunningJob submitTo(Cluster cluster, StageEngines engines, Consumer<String> warnings) {
        try {
            return new RunningJob(OfframpJob.submit(cluster.environment(config), settings, engines, warnings));
        } catch (SettingsException failure) {
            throw new CommandFailure(failure.getMessage(), failure);
        } catch (Exception failure) { // Flink declares no narrower one
            throw new CommandFailure("the cluster did not take the job: " + RunningJob.reasonOf(failure), failure);
        }
    }
}
