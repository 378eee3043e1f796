package dev.offramp.cli.ingest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Any number of cameras that send JPEGs over HTTP: at a time all the same picture, which shows its number. None leaves one out. */
final class NumberedCameras implements AutoCloseable {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final int BITS = 16;
    private static final int BIT_WIDTH = WIDTH / BITS;
    private static final int BIT_HEIGHT = 40;

    /** Side of the coloured squares in a picture of 30 kB. */
    static final int USUAL_GRAIN = 4;

    /** The same of one of 40 kB. */
    static final int FINE_GRAIN = 1;

    private static final int BACKLOG = 512;
    private static final long MICROS = 1_000_000;

    private final HttpServer server;
    private final ExecutorService cameras = Executors.newCachedThreadPool();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final List<byte[]> pictures = new ArrayList<>();
    private boolean closed;

    private NumberedCameras(HttpServer server) {
        this.server = server;
    }

    static NumberedCameras start(int perSecond, int grain) throws IOException {
        var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var all = new NumberedCameras(HttpServer.create(here, BACKLOG));
        all.server.createContext("/", all::send);
        all.server.setExecutor(all.cameras);
        all.server.start();
        var unused = all.clock.scheduleAtFixedRate(() -> all.take(grain), 0, MICROS / perSecond, TimeUnit.MICROSECONDS);
        return all;
    }

    /** Where one is; its name is its own business. */
    String url(String name) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name;
    }

    /** Of the picture that was taken last. */
    synchronized int newest() {
        return pictures.size() - 1;
    }

    /** What a picture shows; no more of it is decoded than it takes. */
    static int numberIn(byte[] jpeg) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try {
            reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg)));
            ImageReadParam row = reader.getDefaultReadParam();
            row.setSourceRegion(new Rectangle(0, BIT_HEIGHT / 2, WIDTH, 1));
            return numberIn(reader.read(0, row));
        } finally {
            reader.dispose();
        }
    }

    private static int numberIn(BufferedImage row) {
        int number = 0;
        for (int bit = 0; bit < BITS; bit++) {
            boolean white = (row.getRGB(BIT_WIDTH * bit + BIT_WIDTH / 2, 0) & 0xff) > 127;
            number |= (white ? 1 : 0) << bit;
        }
        return number;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        clock.shutdownNow();
        server.stop(0);
        cameras.shutdownNow();
    }

    private synchronized void take(int grain) {
        pictures.add(picture(pictures.size(), grain));
        notifyAll();
    }

    private void send(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace; boundary=frame");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (int number = newest(); ; number++) {
                byte[] picture = await(number);
                out.write(("--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + picture.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(picture);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized byte[] await(int number) throws InterruptedException {
        while (pictures.size() <= number) {
            if (closed) {
                throw new InterruptedException();
            }
            wait();
        }
        return pictures.get(Math.max(0, number));
    }

    private static byte[] picture(int number, int grain) {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        for (int bit = 0; bit < BITS; bit++) {
            graphics.setColor((number >> bit & 1) == 1 ? Color.WHITE : Color.BLACK);
            graphics.fillRect(BIT_WIDTH * bit, 0, BIT_WIDTH, BIT_HEIGHT);
        }
        var random = new Random(number);
        for (int y = BIT_HEIGHT; y < HEIGHT; y += grain) {
            for (int x = 0; x < WIDTH; x += grain) {
                graphics.setColor(new Color(random.nextInt(1 << 24)));
                graphics.fillRect(x, y, grain, grain);
            }
        }
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }
}
