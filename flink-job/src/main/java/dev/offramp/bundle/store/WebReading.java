package dev.offramp.bundle.store;

import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Reads over HTTP, a range where a file was read in part. */
final class WebReading implements Reading {

    private static final int WHOLE = 200;
    private static final int PART = 206;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int NOTHING_LEFT = 416;

    private final HttpClient client;
    private final Duration patience;

    /** @param patience until a server answers */
    WebReading(Duration patience) {
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .connectTimeout(patience)
                .build(); // follows no redirect: the source is what was allowed
    }

    @Override
    public InputStream open(URI file, long from) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(file).timeout(patience);
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        HttpResponse<InputStream> response = send(request.build());
        switch (response.statusCode()) {
            case WHOLE -> {
                return new Behind(response.body(), from); // a server need not know ranges
            }
            case PART -> {}
            case NOTHING_LEFT -> {
                response.body().close();
                return InputStream.nullInputStream();
            }
            case FORBIDDEN, NOT_FOUND, GONE -> {
                response.body().close();
                throw new FileNotFoundException("the server answers " + response.statusCode());
            }
            default -> {
                response.body().close();
                throw new IOException("the server answers " + response.statusCode());
            }
        }
        return response.body();
    }

    /** The bytes behind a position, to which whoever reads first skips. */
    private static final class Behind extends FilterInputStream {

        private long left;

        Behind(InputStream in, long position) {
            super(in);
            left = position;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            while (left > 0) {
                long skipped = in.skip(left);
                if (skipped == 0 && in.read() < 0) {
                    return -1; // it is shorter than what came of it before
                }
                left -= Math.max(1, skipped);
            }
            return in.read(buffer, offset, length);
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
