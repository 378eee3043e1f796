package dev.offramp.it.cluster;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.List;

/**
 * A task that has a GPU, as its process tells whoever asks for its properties.
 *
 * @param vertex of the job, by their ids
 * @param stages of the task that are open
 */
record GpuTask(String taskManager, int gpu, String vertex, int stages) {

    private static final String PROPERTY = "dev.offramp.gpu-users";

    /** Of a task manager's process. */
    static List<GpuTask> of(String taskManager, long process) throws IOException {
        return property(process).lines().map(line -> of(taskManager, line)).toList();
    }

    private static GpuTask of(String taskManager, String line) {
        String[] words = line.split(" ", -1); // attempt, GPU, vertex, stages
        return new GpuTask(taskManager, Integer.parseInt(words[1]), words[2], Integer.parseInt(words[3]));
    }

    private static String property(long process) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(process));
            try {
                return machine.getSystemProperties().getProperty(PROPERTY, "");
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException refused) {
            throw new IOException("process " + process + " cannot be asked", refused);
        }
    }
}
