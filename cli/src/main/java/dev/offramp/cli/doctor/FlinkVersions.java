package dev.offramp.cli.doctor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.runtime.util.EnvironmentInformation;

/** Whether the cluster is of the Flink and of a Java that the job is built for. */
final class FlinkVersions implements Check<Flink> {

    private static final int OLDEST_JAVA = 17;
    private static final Pattern MINOR = Pattern.compile("([0-9]+\\.[0-9]+).*");
    private static final Pattern JAVA = Pattern.compile(".* - ([0-9]+)(?:\\.[0-9]+)*/.*");

    @Override
    public String name() {
        return "flink's version";
    }

    @Override
    public void examine(Flink flink, Findings findings) {
        String theirs = flink.overview().path("flink-version").asText();
        String ours = EnvironmentInformation.getVersion();
        if (!minor(theirs).equals(minor(ours))) {
            findings.wrong(
                    "the cluster is Flink " + theirs + ", the job is built for " + ours,
                    "a cluster of Flink " + minor(ours) + ", or a build of the job for " + minor(theirs));
        }
        String java = flink.environment().at("/jvm/version").asText();
        Matcher version = JAVA.matcher(java);
        if (version.matches() && Integer.parseInt(version.group(1)) < OLDEST_JAVA) {
            findings.wrong(
                    "the JobManager runs on Java " + version.group(1) + " (" + java + "), the job needs " + OLDEST_JAVA,
                    "an image of Flink with Java " + OLDEST_JAVA + " or newer");
        }
        findings.okOtherwise("Flink " + theirs + ", built for " + ours + "; " + java);
    }

    private static String minor(String version) {
        Matcher matcher = MINOR.matcher(version);
        return matcher.matches() ? matcher.group(1) : version;
    }
}
