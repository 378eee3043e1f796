package dev.offramp.cli.doctor;

import java.util.List;
import org.apache.flink.configuration.CoreOptions;

/** Whether a second submission finds the native libraries that the first one loaded. */
final class ClassLoading implements Check<Flink> {

    private static final List<String> NATIVE = List.of("ai.djl", "com.sun.jna", "org.bytedeco");

    @Override
    public String name() {
        return "class loading";
    }

    @Override
    public void examine(Flink flink, Findings findings) {
        boolean parentFirst =
                flink.config().get(CoreOptions.CLASSLOADER_RESOLVE_ORDER).equalsIgnoreCase("parent-first");
        List<String> prefixes = List.of(CoreOptions.getParentFirstLoaderPatterns(flink.config()));
        List<String> missing = NATIVE.stream()
                .filter(name -> prefixes.stream().noneMatch((name + ".")::startsWith))
                .toList();
        if (!parentFirst && !missing.isEmpty()) {
            findings.warning(
                    CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL.key() + " has no "
                            + String.join(", no ", missing)
                            + ": a job jar that brings them along takes down the second submission",
                    CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL.key() + ": " + String.join(";", NATIVE));
        }
        findings.okOtherwise("native libraries are the cluster's, whatever a job jar holds");
    }
}
