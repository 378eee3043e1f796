package dev.offramp.it.elastic;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.flink.core.classloading.ComponentClassLoader;

/**
 * The autoscaler of Flink's operator with the Flink that it was built with, apart from ours: it asks methods of Flink's configuration that Flink 2
 * does not have any more, and brings classes of Flink's REST interface of its own.
 */
final class OperatorClasses implements AutoCloseable {

    private static final Path JARS = Path.of("target/autoscaler");
    private static final Path TESTS = Path.of("target/test-classes");

    /** What both sides share, by how the names of classes begin: ours, and what Flink logs, calculates and reads YAML with. */
    private static final String[] SHARED = {
        Autoscaler.class.getName(), Advice.class.getName(), "org.slf4j.", "org.apache.commons.", "org.snakeyaml."
    };

    private final ComponentClassLoader classes;

    private OperatorClasses(ComponentClassLoader classes) {
        this.classes = classes;
    }

    static OperatorClasses load() throws IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(url(TESTS));
        try (Stream<Path> jars = Files.list(JARS)) {
            // its own classes of Flink's REST interface come before those of Flink's jars
            jars.sorted(Comparator.comparing(
                            (Path jar) -> !jar.getFileName().toString().startsWith("flink-autoscaler")))
                    .map(OperatorClasses::url)
                    .forEach(urls::add);
        }
        return new OperatorClasses(new ComponentClassLoader(
                urls.toArray(URL[]::new), OperatorClasses.class.getClassLoader(), SHARED, new String[0], Map.of()));
    }

    /**
     * One that watches a job.
     *
     * @param rest        Flink's REST interface
     * @param options     of the autoscaler
     * @param savedMillis what a task with this id saves, in milliseconds a second: it counts as busy for so much longer
     * @param rescale     sets the subtasks of every task, by its id
     */
    Autoscaler watching(
            URI rest,
            String job,
            Map<String, String> options,
            ToDoubleFunction<String> savedMillis,
            Consumer<Map<String, Integer>> rescale)
            throws ReflectiveOperationException {
        return (Autoscaler) classes.loadClass("dev.offramp.it.elastic.operator.OperatorAutoscaler")
                .getConstructor(URI.class, String.class, Map.class, ToDoubleFunction.class, Consumer.class)
                .newInstance(rest, job, options, savedMillis, rescale);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }
}
