package dev.offramp.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GpuRegistryTest {

    private static final List<Integer> TWO = List.of(0, 1);

    /** Flink gives each job a class loader of its own. */
    @Test
    void jobs_whose_classes_come_from_two_class_loaders_know_of_each_others_gpus() throws Exception {
        Properties process = new Properties();
        try (URLClassLoader one = ownClasses();
                URLClassLoader other = ownClasses()) {
            int first = acquire(one, process, "a");
            int second = acquire(other, process, "b");

            assertThat(one.loadClass(GpuRegistry.class.getName()))
                    .isNotEqualTo(other.loadClass(GpuRegistry.class.getName()));
            assertThat(List.of(first, second)).containsExactlyInAnyOrder(0, 1);
        }
    }

    private static URLClassLoader ownClasses() {
        URL classes = GpuRegistry.class.getProtectionDomain().getCodeSource().getLocation();
        return new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
    }

    private static int acquire(URLClassLoader loader, Properties process, String task) throws Exception {
        Class<?> type = loader.loadClass(GpuRegistry.class.getName());
        var constructor = type.getDeclaredConstructor(Properties.class);
        constructor.setAccessible(true);
        Method acquire = type.getDeclaredMethod("acquire", String.class, String.class, Collection.class);
        acquire.setAccessible(true);
        return (int) acquire.invoke(constructor.newInstance(process), task, "all", TWO);
    }

    @Test
    void tasks_that_open_at_once_are_spread_evenly() throws Exception {
        GpuRegistry registry = new GpuRegistry(new Properties());
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            var acquired = IntStream.range(0, 200)
                    .mapToObj(n -> threads.submit(() -> {
                        start.await();
                        return registry.acquire("task-" + n, "all", TWO);
                    }))
                    .toList();
            start.countDown();
            int onSecond = 0;
            for (var gpu : acquired) {
                onSecond += gpu.get();
            }
            assertThat(onSecond).isEqualTo(100);
        } finally {
            threads.shutdownNow();
        }
    }
}
