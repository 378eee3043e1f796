package dev.offramp.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.BundleException;
import dev.offramp.bundle.Digest;
import dev.offramp.bundle.Precision;
import dev.offramp.bundle.TinyBundle;
import dev.offramp.bundle.store.BundleSource;
import dev.offramp.bundle.store.FetchSettings;
import dev.offramp.refresh.RefreshSettings;
import dev.offramp.sample.BundleId;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageSettings;
import dev.offramp.stage.WirePrecision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which bundles may take the place of the one that a job was started with. */
class StoredModelsTest {

    @TempDir
    private Path folder;

    private TinyBundle tiny(String name) throws IOException {
        return TinyBundle.in(Files.createDirectory(folder.resolve(name)));
    }

    private BundleId check(TinyBundle other, Bundle first) throws Exception {
        BundleId id = other.open().id();
        String sha256 = Digest.sha256(other.folder().resolve(Bundle.MANIFEST));
        FetchSettings fetch = new FetchSettings(List.of(folder.toUri().toString()), 1 << 20, Duration.ofSeconds(10));
        RefreshSettings settings = new RefreshSettings(
                fetch, folder.resolve("cache").toString(), Duration.ZERO, Duration.ZERO, Duration.ZERO);
        StageSettings stage = new StageSettings(
                StageDevice.Kind.CPU, 8, Duration.ofMillis(10), 1, WirePrecision.EXACT, Duration.ZERO);
        StoredModels models = new StoredModels(
                new Refresh(settings, List.of(), sha256), first, Precision.FLOAT32, Collections.nCopies(3, stage));
        return models.check(new BundleSource(id, sha256, other.folder().toUri()));
    }

    @Test
    void a_bundle_that_answers_likewise_may_follow() throws Exception {
        TinyBundle other = tiny("other");
        other.manifest().put("version", "2.0.0");

        assertThat(check(other, tiny("first").open()).version()).isEqualTo("2.0.0");
    }

    @Test
    void a_bundle_for_another_task_is_refused() throws Exception {
        Bundle first = tiny("first").open();
        TinyBundle labels = tiny("labels");
        labels.manifest().put("task", "multi-label").put("version", "2.0.0");
        labels.object("policy").put("measure", "LEAST_CERTAIN");

        assertThatThrownBy(() -> check(labels, first))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("is for multi-label, tiny 1.2.3 is for classification; start a job for it");
    }

    @Test
    void numbers_that_are_right_within_another_tolerance_are_refused() throws Exception {
        Bundle first = tiny("first").ofNumbers(0.5).open();
        TinyBundle finer = tiny("finer").ofNumbers(0.25);
        finer.manifest().put("version", "2.0.0");

        assertThatThrownBy(() -> check(finer, first))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("is right within 0.25, tiny 1.2.3 within 0.5: they cannot be compared");
    }
}
