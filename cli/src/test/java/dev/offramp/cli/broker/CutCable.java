package dev.offramp.cli.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A cable to a server on this machine that can be cut and mended. */
public final class CutCable implements AutoCloseable {

    private final ServerSocket end = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    public CutCable() throws IOException {}

    public int port() {
        return end.getLocalPort();
    }

    /** To a port of this machine. */
    public void leadTo(int port) {
        threads.execute(() -> {
            while (!end.isClosed()) {
                accept(port);
            }
        });
    }

    /** Whoever is connected is cut off, and whoever comes is, too. */
    public void cut() {
        cut = true;
        open.forEach(CutCable::closeQuietly);
        open.clear();
    }

    public void mend() {
        cut = false;
    }

    @Override
    public void close() {
        cut();
        closeQuietly(end);
        threads.shutdownNow();
    }

    private void accept(int port) {
        try {
            Socket here = end.accept();
            open.add(here);
            if (cut) {
                here.close();
                return;
            }
            Socket there = new Socket(InetAddress.getLoopbackAddress(), port);
            open.add(there);
            threads.execute(() -> pump(here, there));
            threads.execute(() -> pump(there, here));
        } catch (IOException closed) {
            Thread.onSpinWait();
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException cutOff) {
            Thread.onSpinWait();
        } finally {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception gone) {
            Thread.onSpinWait();
        }
    }
}
