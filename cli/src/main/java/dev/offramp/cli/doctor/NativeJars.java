package dev.offramp.cli.doctor;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether DJL and its native library, which can be in one class loader of a process only, lie in the cluster's own lib folder, in the
 * versions that the job is built with. TaskManagers do not tell their class path; the JobManager's is of the same folder.
 *
 * @param ours the jars that this command was started with, which the build chose
 */
record NativeJars(List<String> ours) implements Check<Flink> {

    private static final List<String> NEEDED = List.of("pytorch-engine-", "pytorch-jni-");
    private static final String LIBTORCH = "pytorch-native-cpu-";
    private static final List<String> USEFUL = List.of("ffmpeg-", "leptonica-", "javacpp-");
    private static final String FOLDER =
            "put the jars of deploy's target/native into Flink's lib/ on every machine, and start it again";

    static NativeJars ofThisProcess() {
        return new NativeJars(
                Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator, -1))
                        .map(path -> path.substring(path.lastIndexOf('/') + 1))
                        .toList());
    }

    @Override
    public String name() {
        return "native libraries";
    }

    @Override
    public void examine(Flink flink, Findings findings) {
        List<String> theirs = flink.jars();
        if (theirs.isEmpty()) {
            findings.skipped("the JobManager does not tell its class path");
            return;
        }
        List<String> missing = new ArrayList<>();
        NEEDED.forEach(jar -> look(jar, theirs, missing, findings));
        if (!missing.isEmpty()) {
            findings.wrong(
                    "Flink's lib has no " + String.join("*.jar, no ", missing) + "*.jar: no task can load a stage",
                    FOLDER);
        }
        List<String> libtorch = new ArrayList<>();
        look(LIBTORCH, theirs, libtorch, findings);
        if (!libtorch.isEmpty()) {
            findings.warning(
                    "Flink's lib has no " + LIBTORCH
                            + "*.jar: no task can load a stage, unless PYTORCH_LIBRARY_PATH leads"
                            + " TaskManagers to a libtorch of their own, which they do not tell",
                    FOLDER + "; or nothing, if it does");
        }
        List<String> lacking = new ArrayList<>();
        USEFUL.forEach(jar -> look(jar, theirs, lacking, findings));
        if (!lacking.isEmpty()) {
            findings.warning(
                    "Flink's lib has no " + String.join("*.jar, no ", lacking)
                            + "*.jar: segments of video are refused, and large JPEGs are decoded in full",
                    FOLDER);
        }
        findings.okOtherwise("DJL, libtorch and FFmpeg are in Flink's lib, in the versions that the job is built with");
    }

    private void look(String prefix, List<String> theirs, List<String> missing, Findings findings) {
        List<String> there = named(theirs, prefix);
        List<String> built = named(ours, prefix);
        if (there.isEmpty()) {
            missing.add(prefix);
        }
        there.stream()
                .filter(jar -> !built.isEmpty() && !built.contains(jar))
                .forEach(jar -> findings.wrong(
                        "Flink's lib has " + jar + ", the job is built with " + String.join(", ", built),
                        "take the other one out of lib/, put the build's in its place, and start the cluster again"));
    }

    private static List<String> named(List<String> jars, String prefix) {
        return jars.stream().filter(jar -> jar.startsWith(prefix)).sorted().toList();
    }
}
