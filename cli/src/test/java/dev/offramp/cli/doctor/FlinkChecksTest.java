package dev.offramp.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.run.JobPlan;
import dev.offramp.job.SettingsException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Each check of a Flink cluster, by what a cluster says of itself. */
class FlinkChecksTest {

    private static final List<String> BUILT = List.of(
            "pytorch-engine-0.35.1.jar",
            "pytorch-jni-2.7.1-0.35.1.jar",
            "pytorch-native-cpu-2.7.1-linux-x86_64.jar",
            "ffmpeg-7.jar",
            "leptonica-1.jar",
            "javacpp-1.jar");

    private final Map<String, String> settings = new HashMap<>(Map.of(
            "bundle.path", "../model-artifacts/bundles/fashion-mnist-branchy",
            "kafka.bootstrap-servers", "kafka:9092",
            "stage.precision", "float32"));

    @AutoClose
    private final TestingFlink flink = new TestingFlink();

    @Test
    void another_minor_version_of_flink_is_wrong_and_another_patch_is_not() {
        String ours = EnvironmentInformation.getVersion();
        flink.overview("1.20.1", 4, 4);
        assertThat(Found.by(new FlinkVersions(), flink.asked()))
                .singleElement()
                .asString()
                .startsWith("wrong")
                .contains("the cluster is Flink 1.20.1, the job is built for " + ours);

        flink.overview(ours.replaceFirst("[0-9]+$", "99"), 4, 4);
        assertThat(Found.by(new FlinkVersions(), flink.asked()))
                .singleElement()
                .asString()
                .startsWith("ok");
    }

    @Test
    void a_java_that_is_too_old_is_wrong() {
        flink.overview(EnvironmentInformation.getVersion(), 4, 4);
        flink.java("OpenJDK 64-Bit Server VM - Eclipse Adoptium - 11/11.0.20+8", List.of("/lib/flink.jar"));

        assertThat(Found.by(new FlinkVersions(), flink.asked()))
                .singleElement()
                .asString()
                .contains("the JobManager runs on Java 11", "the job needs 17");
    }

    @Test
    void native_libraries_that_are_not_in_lib_are_named() {
        assertThat(Found.by(new NativeJars(BUILT), flink.asked()))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("wrong")
                        .contains("no pytorch-engine-*.jar, no pytorch-jni-*.jar: no task can load a stage"))
                .anySatisfy(line -> assertThat(line).startsWith("warning").contains("no ffmpeg-*.jar"));
    }

    /** Where TaskManagers are told of one by PYTORCH_LIBRARY_PATH, which cannot be seen. */
    @Test
    void a_libtorch_that_is_not_in_lib_may_be_one_of_their_own() {
        flink.java(
                "17", BUILT.stream().filter(jar -> !jar.contains("native-cpu")).toList());

        assertThat(Found.by(new NativeJars(BUILT), flink.asked()))
                .singleElement()
                .asString()
                .startsWith("warning")
                .contains("no pytorch-native-cpu-*.jar", "PYTORCH_LIBRARY_PATH");
    }

    @Test
    void native_libraries_of_another_version_are_named() {
        flink.java(
                "17",
                BUILT.stream()
                        .map(jar -> "/opt/flink/lib/" + jar.replace("engine-0.35.1", "engine-0.30.0"))
                        .toList());

        assertThat(Found.by(new NativeJars(BUILT), flink.asked()))
                .singleElement()
                .asString()
                .startsWith("wrong")
                .contains("Flink's lib has pytorch-engine-0.30.0.jar, the job is built with pytorch-engine-0.35.1.jar");
    }

    @Test
    void native_libraries_in_lib_are_well() {
        flink.java("17", BUILT.stream().map(jar -> "/opt/flink/lib/" + jar).toList());

        assertThat(Found.by(new NativeJars(BUILT), flink.asked()))
                .singleElement()
                .asString()
                .startsWith("ok");
    }

    @Test
    void class_loading_wants_the_patterns_or_parent_first() {
        assertThat(Found.by(new ClassLoading(), flink.asked()))
                .singleElement()
                .asString()
                .startsWith("warning")
                .contains("has no ai.djl, no com.sun.jna, no org.bytedeco");

        flink.config(Map.of("classloader.parent-first-patterns.additional", "ai.djl;com.sun.jna;org.bytedeco"));
        assertThat(Found.by(new ClassLoading(), flink.asked()))
                .singleElement()
                .asString()
                .startsWith("ok");

        flink.config(Map.of("classloader.parent-first-patterns.additional", "ai.;com.sun.jna.;org.bytedeco"));
        assertThat(Found.by(new ClassLoading(), flink.asked()))
                .singleElement()
                .asString()
                .startsWith("ok");

        flink.config(Map.of("classloader.resolve-order", "Parent-First"));
        assertThat(Found.by(new ClassLoading(), flink.asked()))
                .singleElement()
                .asString()
                .startsWith("ok");
    }

    @Test
    void too_few_slots_are_wrong() throws SettingsException {
        settings.put("parallelism.default", "6");
        assertThat(Found.by(new SlotsFree(told()), deployment()))
                .singleElement()
                .asString()
                .startsWith("wrong")
                .contains("the job needs 6 slots at once, and 4 of 4 are free", "more TaskManagers");
    }

    @Test
    void slots_that_others_hold_are_wrong_with_another_remedy() throws SettingsException {
        settings.put("parallelism.default", "3");
        flink.slots(4, 2);
        assertThat(Found.by(new SlotsFree(told()), deployment()))
                .singleElement()
                .asString()
                .contains("2 of 4 are free -> stop what runs there");
    }

    @Test
    void every_stage_apart_wants_slots_of_its_own() throws SettingsException {
        settings.put("job.placement", "disaggregated");
        settings.put("parallelism.default", "1");
        assertThat(Found.by(new SlotsFree(told()), deployment()))
                .singleElement()
                .asString()
                .contains("needs 5 slots");
    }

    @Test
    void without_a_parallelism_the_job_takes_what_is_free() throws SettingsException {
        assertThat(Found.by(new SlotsFree(told()), deployment()))
                .singleElement()
                .asString()
                .startsWith("ok");

        flink.slots(4, 0);
        assertThat(Found.by(new SlotsFree(told()), deployment()))
                .singleElement()
                .asString()
                .startsWith("wrong");
    }

    @Test
    void a_cluster_that_brings_task_managers_by_itself_and_one_that_adapts_are_only_warned_of()
            throws SettingsException {
        settings.put("parallelism.default", "6");
        flink.config(Map.of("kubernetes.cluster-id", "offramp", "execution.target", "kubernetes-session"));
        assertThat(Found.by(new SlotsFree(told()), deployment()))
                .singleElement()
                .asString()
                .startsWith("warning");

        flink.config(Map.of("kubernetes.cluster-id", "for-high-availability-alone", "execution.target", "remote"));
        assertThat(Found.by(new SlotsFree(told()), deployment()))
                .singleElement()
                .asString()
                .startsWith("wrong");

        flink.config(Map.of("jobmanager.scheduler", "adaptive"));
        assertThat(Found.by(new SlotsFree(told()), deployment()))
                .singleElement()
                .asString()
                .startsWith("warning");
    }

    @Test
    void a_heap_that_is_too_small_for_the_largest_pictures_is_wrong() throws SettingsException {
        flink.taskManagers(TestingFlink.taskManager("10.0.0.1", 500, 1000, 20_000));

        assertThat(Found.by(new TaskManagersMemory(), deployment()))
                .anySatisfy(line -> assertThat(line).startsWith("wrong").contains("frames.max-pixels is 24000000"));
    }

    @Test
    void a_machine_that_has_no_room_for_the_weights_is_wrong() throws SettingsException {
        flink.taskManagers(TestingFlink.taskManager("10.0.0.1", 2000, 1000, 2000));

        assertThat(Found.by(new TaskManagersMemory(), deployment()))
                .anySatisfy(line -> assertThat(line).startsWith("wrong").contains("the bundle's weights take"));
    }

    @Test
    void memory_that_is_enough_is_told_and_memory_that_is_not_told_is_skipped() throws SettingsException {
        flink.taskManagers(TestingFlink.taskManager("10.0.0.1", 3000, 2000, 20_000));
        assertThat(Found.by(new TaskManagersMemory(), deployment()))
                .singleElement()
                .asString()
                .startsWith("ok");

        flink.taskManagers();
        assertThat(Found.by(new TaskManagersMemory(), deployment()))
                .singleElement()
                .asString()
                .startsWith("skipped");
    }

    @Test
    void a_stage_that_wants_a_gpu_needs_a_task_manager_that_has_one() throws SettingsException {
        assertThat(Found.by(new GpusThere(), deployment()))
                .singleElement()
                .asString()
                .startsWith("ok");

        settings.put("stage.device", "gpu");
        flink.taskManagers("{\"totalResource\":{\"extendedResources\":{}}}");
        assertThat(Found.by(new GpusThere(), deployment()))
                .singleElement()
                .asString()
                .startsWith("wrong")
                .contains("none of 1 TaskManagers has one");

        flink.taskManagers("{\"totalResource\":{\"extendedResources\":{\"gpu\":2.0}}}");
        assertThat(Found.by(new GpusThere(), deployment()))
                .singleElement()
                .asString()
                .startsWith("ok")
                .contains("have 2");
    }

    @Test
    void checkpoints_in_memory_are_wrong_exactly_once_and_a_warning_at_least_once() {
        assertThat(checkpoints()).singleElement().asString().startsWith("wrong").contains("in the JobManager's memory");

        settings.put("kafka.delivery-guarantee", "at-least-once");
        assertThat(checkpoints()).singleElement().asString().startsWith("warning");
    }

    @Test
    void a_path_of_each_machine_is_wrong_or_a_warning_on_several_hosts() {
        twoHosts();
        flink.config(Map.of(
                "execution.checkpointing.dir",
                "file:///tmp/checkpoints",
                "execution.checkpointing.savepoint-dir",
                "s3://b/s"));
        assertThat(checkpoints())
                .singleElement()
                .asString()
                .startsWith("wrong")
                .contains("Flink's processes run on 2 hosts (10.0.0.1, 10.0.0.2)", "s3://");

        settings.put("execution.checkpointing.dir", "file:///mnt/checkpoints");
        assertThat(checkpoints())
                .singleElement()
                .asString()
                .startsWith("warning")
                .contains("cannot be seen from here");

        settings.put("execution.checkpointing.dir", "s3://bucket/checkpoints");
        assertThat(checkpoints())
                .singleElement()
                .asString()
                .startsWith("ok")
                .contains("they go to s3://bucket/checkpoints");
    }

    @Test
    void a_path_is_well_where_all_runs_on_one_host() {
        flink.taskManagers(
                TestingFlink.taskManager("10.0.0.1", 1, 1, 1), TestingFlink.taskManager("10.0.0.1", 1, 1, 1));
        flink.config(Map.of(
                "execution.checkpointing.dir", "/tmp/checkpoints", "execution.checkpointing.savepoint-dir", "/tmp/s"));

        assertThat(checkpoints()).singleElement().asString().startsWith("ok");
    }

    /** It writes what a checkpoint is, and deletes it. */
    @Test
    void the_job_managers_host_is_one_of_them() {
        flink.taskManagers(TestingFlink.taskManager("10.0.0.1", 1, 1, 1));
        flink.config(Map.of(
                "jobmanager.rpc.address",
                "10.0.0.9",
                "execution.checkpointing.dir",
                "/tmp/of the day [1]",
                "execution.checkpointing.savepoint-dir",
                "/tmp/s"));

        assertThat(checkpoints())
                .singleElement()
                .asString()
                .startsWith("wrong")
                .contains("run on 2 hosts (10.0.0.1, 10.0.0.9)");
    }

    @Test
    void hosts_with_a_name_are_compared_by_their_address() {
        flink.taskManagers(TestingFlink.taskManager("127.0.0.1", 1, 1, 1));
        flink.config(Map.of("jobmanager.rpc.address", "localhost"));

        assertThat(flink.asked().hosts()).containsExactly("127.0.0.1");
    }

    /** Those who stand by are not told of. */
    @Test
    void high_availability_in_a_local_folder_is_a_warning_on_one_host_too() {
        flink.taskManagers(TestingFlink.taskManager("10.0.0.1", 1, 1, 1));
        flink.config(Map.of("high-availability.type", "zookeeper", "high-availability.storageDir", "/mnt/ha"));

        assertThat(Found.by(new HighAvailability(), flink.asked()))
                .singleElement()
                .asString()
                .startsWith("warning")
                .contains("who comes on another machine finds nothing there");
    }

    @Test
    void high_availability_wants_a_store_that_outlives_the_job_manager() {
        assertThat(Found.by(new HighAvailability(), flink.asked()))
                .singleElement()
                .asString()
                .startsWith("warning");

        flink.config(Map.of("high-availability.type", "zookeeper"));
        assertThat(Found.by(new HighAvailability(), flink.asked()))
                .singleElement()
                .asString()
                .startsWith("wrong")
                .contains("high-availability.storageDir is not set");

        twoHosts();
        flink.config(Map.of("high-availability.type", "zookeeper", "high-availability.storageDir", "file:///tmp/ha"));
        assertThat(Found.by(new HighAvailability(), flink.asked()))
                .singleElement()
                .asString()
                .startsWith("wrong")
                .contains("what the next JobManager goes on from goes to file:///tmp/ha");

        flink.config(Map.of("high-availability.type", "kubernetes", "high-availability.storageDir", "s3://b/ha"));
        assertThat(Found.by(new HighAvailability(), flink.asked()))
                .singleElement()
                .asString()
                .startsWith("ok");
    }

    private void twoHosts() {
        flink.taskManagers(
                TestingFlink.taskManager("10.0.0.1", 1, 1, 1), TestingFlink.taskManager("10.0.0.2", 1, 1, 1));
    }

    private List<String> checkpoints() {
        return Found.by(new CheckpointsKept(told()), flink.asked());
    }

    private Told told() {
        return Told.of(Configuration.fromMap(settings));
    }

    private Deployment deployment() throws SettingsException {
        return new Deployment(JobPlan.of(told().all()), flink.asked());
    }
}
