package dev.offramp.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.offramp.kafka.Allocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a manifest says, there is a bundle that can be asked, or everything that is wrong is named. */
@Timeout(10)
class ManifestFuzzTest {

    @TempDir
    static Path folder;

    static Stream<byte[]> manifests() {
        return Stream.of(tiny(), tiny().withVariant(), tiny().overFrames())
                .map(bundle -> bundle.manifest().toString().getBytes(UTF_8));
    }

    private static TinyBundle tiny() {
        return TinyBundle.in(folder);
    }

    @MethodSource("manifests")
    @FuzzTest
    void a_manifest_makes_a_bundle_or_names_its_problems(byte[] manifest) throws Exception {
        Files.write(folder.resolve("manifest.json"), manifest);
        Allocation.assertNoLengthIsBelieved(ManifestFuzzTest::read);
    }

    private static void read() {
        try {
            ask(Bundle.open(folder));
        } catch (BundleException refusal) {
            assertThat(refusal.problems()).isNotEmpty().doesNotContain("");
        }
    }

    private static void ask(Bundle bundle) {
        for (Precision precision : bundle.precisions()) {
            Bundle each = bundle.in(precision);
            assertThat(each.inputShape()).hasSize(each.frames() == 1 ? 3 : 4);
            assertThat(each.firstFrames()).isNotEmpty();
            assertThat(each.laterFrames()).doesNotContainAnyElementsOf(each.firstFrames());
            assertThat(each.cumulativeMultiplyAdds()).isSorted();
            assertThat(each.stages())
                    .allSatisfy(stage ->
                            assertThat(Path.of(stage.file())).startsWith(folder).isRegularFile());
        }
    }
}
