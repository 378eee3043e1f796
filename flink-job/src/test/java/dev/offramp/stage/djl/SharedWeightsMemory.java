package dev.offramp.stage.djl;

import ai.djl.Device;
import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.StageSpec;
import dev.offramp.stage.StageEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prints, in KiB, what the weights of a large stage are on disk, and what sixteen engines take that share them and that do not. */
final class SharedWeightsMemory {

    private static final int ENGINES = 16;

    private SharedWeightsMemory() {}

    /** Where the stages of an engine come from. */
    private interface Source {
        SharedStages next();
    }

    public static void main(String[] bundle) throws Exception {
        EngineSwitches.set(1);
        StageSpec large = Bundle.open(Path.of(bundle[0])).stages().get(3);
        SharedStages shared = new SharedStages();
        engine(shared, large).close(); // what libtorch takes once
        System.out.println(Files.size(Path.of(large.file())) / 1024);
        System.out.println(growthKib(() -> shared, large));
        System.out.println(growthKib(SharedStages::new, large));
    }

    private static long growthKib(Source source, StageSpec stage) throws Exception {
        long before = residentKib();
        List<StageEngine> open = new ArrayList<>();
        for (int n = 0; n < ENGINES; n++) {
            open.add(engine(source.next(), stage));
        }
        long growth = residentKib() - before;
        open.forEach(StageEngine::close);
        return growth;
    }

    private static long residentKib() throws Exception {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static StageEngine engine(SharedStages stages, StageSpec stage) throws Exception {
        return new DjlStageEngine(stage, stages.acquire(stage, Device.cpu()));
    }
}
