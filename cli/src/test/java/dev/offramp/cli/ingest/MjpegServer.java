package dev.offramp.cli.ingest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.ImageIO;

/** A camera that sends JPEGs over HTTP, and can hang up. */
final class MjpegServer implements AutoCloseable {

    private static final long BETWEEN_PICTURES_NANOS = 20_000_000;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile byte[] picture;
    private volatile boolean hungUp;

    private MjpegServer(HttpServer server) throws IOException {
        this.server = server;
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB), "jpeg", bytes);
        this.picture = bytes.toByteArray();
    }

    static MjpegServer start() throws IOException {
        return start(0);
    }

    /** On a port, as one that was there before; 0 is any. */
    static MjpegServer start(int port) throws IOException {
        var camera =
                new MjpegServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
        camera.server.createContext("/live", camera::send);
        camera.server.setExecutor(camera.threads);
        camera.server.start();
        return camera;
    }

    String url() {
        return "http://viewer:topsecret@127.0.0.1:" + server.getAddress().getPort() + "/live";
    }

    /** Goes on with what no decoder makes a picture of. */
    void sendNonsense() {
        byte[] nonsense = picture.clone();
        Arrays.fill(nonsense, nonsense.length / 8, nonsense.length - 2, (byte) 0x55);
        nonsense[3] = 1; // of the first table
        picture = nonsense;
    }

    /** Ends whatever it sends now. */
    void hangUp() {
        hungUp = true;
    }

    @Override
    public void close() {
        hungUp = true;
        server.stop(0);
        threads.shutdownNow();
    }

    private void send(HttpExchange exchange) throws IOException {
        hungUp = false;
        exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace; boundary=frame");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            while (!hungUp) {
                out.write(("--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + picture.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(picture);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                LockSupport.parkNanos(BETWEEN_PICTURES_NANOS); // its frame rate
            }
        }
    }
}
