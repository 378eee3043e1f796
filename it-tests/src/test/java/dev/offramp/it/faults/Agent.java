package dev.offramp.it.faults;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.offramp.it.cluster.ClassJar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.Manifest;

/** Code of the tests that is loaded into a process that runs already. */
record Agent(Path jar) {

    /** @param main has an {@code agentmain}, and needs no other class but Java's */
    static Agent of(Class<?> main) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Agent-Class", main.getName());
        return new Agent(ClassJar.of(main, manifest));
    }

    void load(long process, String words) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(process));
            try {
                machine.loadAgent(jar.toString(), words);
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException | AgentLoadException | AgentInitializationException refused) {
            throw new IOException(jar + " cannot be loaded into process " + process, refused);
        }
    }
}
