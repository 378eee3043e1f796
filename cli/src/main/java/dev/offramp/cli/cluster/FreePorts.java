package dev.offramp.cli.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports on which nobody listens, below those that the system gives to clients: nobody takes them while a process is dead. */
final class FreePorts {

    private static final int FIRST = 20_000;
    private static final int LAST = 31_999;

    private int next = FIRST + (int) (ProcessHandle.current().pid() % (LAST - FIRST));

    /** So many of them, all different, also from those given before. */
    List<Integer> take(int count) {
        List<Integer> ports = new ArrayList<>();
        for (int tried = 0; ports.size() < count; tried++) {
            if (tried > LAST - FIRST) {
                throw new IllegalStateException("no free port from " + FIRST + " to " + LAST);
            }
            int port = next;
            next = next == LAST ? FIRST : next + 1;
            if (isFree(port)) {
                ports.add(port);
            }
        }
        return ports;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
