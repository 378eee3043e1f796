package dev.offramp.cli.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;

/**
 * The options of {@code ./offramp run} that a job was started with: kept with the job, among the parameters that Flink's web pages
 * show, so that whoever stops it is told how it goes on.
 *
 * @param line as a shell takes them; {@link #WITHHELD} stands for each secret, which nobody may read there
 */
record StartOptions(String line) {

    static final String WITHHELD = "...";

    private static final String PARAMETER = "offramp.run";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    static StartOptions of(List<String> words) {
        return new StartOptions(words.stream().map(StartOptions::quoted).collect(Collectors.joining(" ")));
    }

    /** Of a job with these parameters; empty where something else started it. */
    static Optional<StartOptions> in(Map<String, String> parameters) {
        return Optional.ofNullable(parameters.get(PARAMETER)).map(StartOptions::new);
    }

    /** The job's configuration with its own parameters and these. */
    Configuration over(Configuration job) {
        Map<String, String> parameters = new HashMap<>(
                job.getOptional(PipelineOptions.GLOBAL_JOB_PARAMETERS).orElse(Map.of()));
        parameters.put(PARAMETER, line);
        Configuration both = new Configuration(job);
        both.set(PipelineOptions.GLOBAL_JOB_PARAMETERS, parameters);
        return both;
    }

    /** What goes on where the job stopped. */
    String commandFrom(String savepoint) {
        return ("./offramp run --from " + quoted(savepoint) + " " + line).strip();
    }

    boolean withholdsSecrets() {
        return line.contains("=" + WITHHELD);
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
