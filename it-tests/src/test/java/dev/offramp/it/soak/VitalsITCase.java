package dev.offramp.it.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A leak that is made on purpose is found by what watches the soak, and where there is none, none is found. */
class VitalsITCase {

    private static final int SAMPLES = 100;
    private static final long MILLIS = 150;

    @Test
    void a_process_that_keeps_native_memory_is_found_out_and_one_that_keeps_none_is_not() throws Exception {
        Process leaking = start(1);
        Process other = start(0);
        try {
            Vitals ofLeaking = vitals(leaking);
            Vitals ofOther = vitals(other);
            for (int i = 0; i < SAMPLES; i++) {
                Thread.sleep(MILLIS);
                ofLeaking.take(i * MILLIS / 1e3);
                ofOther.take(i * MILLIS / 1e3);
            }

            assertThat(ofLeaking.growing()).extracting(Vital::name).containsExactly("resident memory");
            assertThat(ofOther.growing()).isEmpty();
        } finally {
            leaking.destroyForcibly().waitFor();
            other.destroyForcibly().waitFor();
        }
    }

    private static Vitals vitals(Process process) {
        var kernel = new ProcessVitals(process.pid());
        return new Vitals(List.of(
                new Vital("resident memory", "MiB", .05, 2, kernel::residentMebibytes),
                new Vital("threads", "", .05, 2, kernel::threads),
                new Vital("open files", "", .05, 2, kernel::openFiles)));
    }

    private static Process start(int mebibytes) throws IOException {
        return new ProcessBuilder(
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
    }
}
