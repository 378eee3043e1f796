package dev.offramp.it.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A leak that is made on purpose is found by what watches the soak, and where there is none, none is found. */
class VitalsITCase {

    private static final int SAMPLES = 100;
    private static final long MILLIS = 150;

    @Test
    void a_process_that_keeps_native_memory_is_found_out() throws Exception {
        assertThat(growing(1)).extracting(Vital::name).containsExactly("resident memory");
    }

    @Test
    void a_process_that_keeps_none_is_not() throws Exception {
        assertThat(growing(0)).isEmpty();
    }

    private static List<Vital> growing(int mebibytes) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms32m",
                        "-Xmx32m",
                        "-XX:+AlwaysPreTouch",
                        "-XX:MaxDirectMemorySize=1g",
                        "-cp",
                        "target/test-classes",
                        LeakingProcess.class.getName(),
                        Integer.toString(mebibytes))
                .inheritIO()
                .start();
        try {
            var kernel = new ProcessVitals(process.pid());
            var vitals = new Vitals(List.of(
                    new Vital("resident memory", "MiB", .05, 2, kernel::residentMebibytes),
                    new Vital("threads", "", .05, 2, kernel::threads),
                    new Vital("open files", "", .05, 2, kernel::openFiles)));
            for (int i = 0; i < SAMPLES; i++) {
                Thread.sleep(MILLIS);
                vitals.take(i * MILLIS / 1e3);
            }
            return vitals.growing();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
