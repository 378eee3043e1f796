package dev.offramp.stage;

import java.util.Collection;

/** The device of one open stage, held until it is closed. */
final class DeviceLease implements AutoCloseable {

    private final StageDevice device;
    private final Runnable release;

    private DeviceLease(StageDevice device, Runnable release) {
        this.device = device;
        this.release = release;
    }

    /** The processor that all share. */
    static DeviceLease cpu() {
        return new DeviceLease(new StageDevice(StageDevice.Kind.CPU, 0), () -> {});
    }

    /**
     * One of a task manager's GPUs.
     *
     * @param task  the attempt to run a task; its stages get one GPU
     * @param group of tasks that do the same work
     * @param gpus  indices of the task manager's external resources, in any order
     * @throws StageFailure where there are none
     */
    static DeviceLease gpu(GpuRegistry registry, String task, String group, Collection<Integer> gpus)
            throws StageFailure {
        if (gpus.isEmpty()) {
            throw new StageFailure("stage.device is gpu, but this task manager has no external resource 'gpu'; "
                    + "set external-resources: gpu and external-resource.gpu.amount, or stage.device: cpu");
        }
        int index = registry.acquire(task, group, gpus);
        return new DeviceLease(new StageDevice(StageDevice.Kind.GPU, index), () -> registry.release(task));
    }

    StageDevice device() {
        return device;
    }

    @Override
    public void close() {
        release.run();
    }
}
