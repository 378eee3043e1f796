package dev.offramp.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.sample.BundleId;
import dev.offramp.stage.TestSamples;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Two tasks of a job in one process. */
@Timeout(30)
class LoaderTest {

    private static final int NICE = 16; // place in /proc/thread-self/stat, counted behind the name

    private final AtomicInteger opened = new AtomicInteger();
    private final MockEnvironment process = MockEnvironment.builder().build();

    @Test
    void a_bundle_is_opened_once_a_process_however_many_tasks_are_told_of_it() throws Exception {
        try (Loader one = loader(this::open);
                Loader another = loader(this::open)) {
            Model first = one.model(news()).get();
            Model second = another.model(news()).get();

            assertThat(second).isSameAs(first);
            assertThat(opened).hasValue(1);
        }
        try (Loader later = loader(this::open)) { // nobody is left who has opened it
            later.model(news()).get();
            assertThat(opened).hasValue(2);
        }
    }

    @Test
    void tasks_make_their_parts_of_it_one_after_the_other() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean made = new AtomicBoolean();
        try (Loader one = loader(this::open);
                Loader another = loader(this::open)) {
            CompletableFuture<Boolean> first = one.part(news(), model -> {
                begun.countDown();
                made.set(goOn.await(10, TimeUnit.SECONDS));
                return made.get();
            });
            begun.await();
            CompletableFuture<Boolean> second = another.part(news(), model -> made.get());
            goOn.countDown();

            assertThat(first.get()).isTrue();
            assertThat(second.get()).isTrue();
        }
    }

    @Test
    void a_check_finds_no_curves() throws Exception {
        ModelSource models = new ModelSource() {
            @Override
            public Model open(BundleSource source) {
                throw new AssertionError("nobody wants the model");
            }

            @Override
            public BundleId check(BundleSource source) {
                return source.id();
            }
        };
        try (Loader loader = loader(models)) {
            assertThat(loader.check(source()).get()).isEqualTo(source().id());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void loading_gives_way_to_whatever_else_runs() throws Exception {
        try (Loader loader = loader(this::open)) {
            int before = nice();
            int ofLoading = loader.part(news(), model -> nice()).get();

            assertThat(ofLoading).isEqualTo(Math.max(before, Niceness.OF_LOADING));
            assertThat(nice()).isEqualTo(before);
        }
    }

    private static int nice() throws Exception {
        String stat = Files.readString(Path.of("/proc/thread-self/stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[NICE]);
    }

    private Loader loader(ModelSource models) throws Exception {
        return new Loader(models, "loads", process);
    }

    private Model open(BundleSource source) {
        opened.incrementAndGet();
        return TestSamples.model(TestSamples.bundle());
    }

    private static News news() {
        return News.along(new KeyGroupRange(0, 0), Notice.arrival(source().id(), source(), 1))
                .get(0);
    }

    private static BundleSource source() {
        BundleId bundle = new BundleId("digits", "1.1.0");
        return new BundleSource(bundle, "0".repeat(64), URI.create("https://models.example/digits/"));
    }
}
