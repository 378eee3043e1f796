package dev.offramp.cli.cluster;

import dev.offramp.cli.home.Home;
import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Flink's processes are started from: its jars, DJL's beside them, and what they open of the JDK. */
record FlinkJars(Path folder, List<String> opens) {

    private static final Pattern OPENS = Pattern.compile("<flink.add-opens>(.*?)</flink.add-opens>", Pattern.DOTALL);

    /** Those that the build laid down. */
    static FlinkJars built() {
        Path folder =
                Home.folder().resolve("deploy/target/lib").toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            throw new CommandFailure("deploy/target/lib is missing; build it: mvn -DskipTests package");
        }
        try {
            Matcher opens = OPENS.matcher(Files.readString(Home.folder().resolve("pom.xml")));
            return new FlinkJars(
                    folder, opens.find() ? List.of(opens.group(1).strip().split("\\s+")) : List.of());
        } catch (IOException failure) {
            throw new CommandFailure("the project's pom.xml cannot be read: " + failure.getMessage(), failure);
        }
    }

    String classPath() {
        return folder + "/*";
    }
}
