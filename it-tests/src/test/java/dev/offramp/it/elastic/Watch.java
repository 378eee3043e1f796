package dev.offramp.it.elastic;

import dev.offramp.it.cluster.Await;
import dev.offramp.it.load.SteadyLoad;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** Has autoscalers of the operator look at a job while a load is played. */
record Watch(OperatorClasses classes, WatchedJob job) {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** Seconds of a load after which a job has come to rest under it; Flink's busy time is the mean of a minute. */
    private static final int SETTLING = 65;

    private static final int SECONDS_BETWEEN = 2;
    private static final String CAUTIOUS = "targetUtilization: 0.6, minUtilization: 0.4, maxUtilization: 0.8";

    /** What they decide under a load, which ends with that, of a window of time. */
    Look look(SteadyLoad played, Duration window) throws Exception {
        String stages = job.flink().vertex(job.id(), "stage-1");
        try (SteadyLoad load = played;
                Autoscaler chart = advising("", window, vertex -> 0);
                Autoscaler cautious = advising(CAUTIOUS, window, vertex -> 0);
                Autoscaler told = advising("", window, vertex -> vertex.equals(stages) ? saved() : 0)) {
            List<Autoscaler> all = List.of(chart, cautious, told);
            lookUntil("windows of time to be full", load, all, () -> all.stream()
                    .noneMatch(one -> one.advice().isEmpty()));
            return new Look(
                    of(stages, chart),
                    of(stages, cautious),
                    of(stages, told),
                    job.flink().sum(job.id(), "accuracyGivenUp"));
        }
    }

    /** Has one rescale the job under a load, which ends when there are so many subtasks of the stages. */
    void actUntil(int subtasks, SteadyLoad played, Duration window) throws Exception {
        String stages = job.flink().vertex(job.id(), "stage-1");
        try (SteadyLoad load = played;
                Autoscaler acting =
                        watching(ChartOptions.of("maxParallelism: 2", window), vertex -> 0, this::rescale)) {
            lookUntil(
                    subtasks + " subtasks",
                    load,
                    List.of(acting),
                    () -> job.flink().subtasks(job.id()).get(stages) == subtasks
                            && job.flink().allRun(job.id()));
        }
    }

    private void lookUntil(String what, SteadyLoad load, List<Autoscaler> autoscalers, Callable<Boolean> isSo)
            throws Exception {
        Await.until("metrics", PATIENCE, () -> job.flink().sum(job.id(), "numRecordsIn") > 0);
        AtomicLong next = new AtomicLong((long) SETTLING * load.rate());
        Await.until(what, PATIENCE, () -> {
            if (load.due() >= next.get()) {
                next.addAndGet((long) SECONDS_BETWEEN * load.rate());
                for (Autoscaler autoscaler : autoscalers) {
                    autoscaler.look();
                }
            }
            return isSo.call();
        });
    }

    private Autoscaler advising(String values, Duration window, ToDoubleFunction<String> savedMillis) throws Exception {
        return watching(ChartOptions.advising(values, window), savedMillis, subtasks -> {});
    }

    private Autoscaler watching(
            Map<String, String> options, ToDoubleFunction<String> savedMillis, Consumer<Map<String, Integer>> rescale)
            throws Exception {
        return classes.watching(job.cluster().webUi(), job.id(), options, savedMillis, rescale);
    }

    private double saved() {
        try {
            return job.flink().sum(job.id(), "savedTimeMsPerSecond");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** As Flink's own realizer, which does nothing where all is as it should be. */
    private void rescale(Map<String, Integer> subtasks) {
        try {
            if (!job.flink().subtasks(job.id()).equals(subtasks)) {
                job.flink().require(job.id(), subtasks);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Advice of(String vertex, Autoscaler autoscaler) {
        return autoscaler.advice().stream()
                .filter(advice -> advice.vertex().equals(vertex))
                .findFirst()
                .orElseThrow();
    }
}
