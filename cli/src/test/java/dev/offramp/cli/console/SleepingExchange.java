package dev.offramp.cli.console;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;

/** A request of somebody who takes nothing: whatever is written to it waits, until it is interrupted. */
final class SleepingExchange extends HttpExchange {

    private final Headers headers = new Headers();
    private final CountDownLatch blocked = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);

    void handledBy(HttpHandler handler) {
        try {
            handler.handle(this);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void awaitBlocked() throws InterruptedException {
        blocked.await();
    }

    @Override
    public OutputStream getResponseBody() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                blocked.countDown();
                try {
                    never.await();
                } catch (InterruptedException hurried) {
                    throw new InterruptedIOException("closed, as a channel is whose writer is interrupted");
                }
            }
        };
    }

    @Override
    public Headers getRequestHeaders() {
        return headers;
    }

    @Override
    public Headers getResponseHeaders() {
        return headers;
    }

    @Override
    public URI getRequestURI() {
        return URI.create("/events");
    }

    @Override
    public String getRequestMethod() {
        return "GET";
    }

    @Override
    public HttpContext getHttpContext() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        never.countDown();
    }

    @Override
    public InputStream getRequestBody() {
        return InputStream.nullInputStream();
    }

    @Override
    public void sendResponseHeaders(int status, long length) {}

    @Override
    public InetSocketAddress getRemoteAddress() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getResponseCode() {
        return 200;
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getProtocol() {
        return "HTTP/1.1";
    }

    @Override
    public Object getAttribute(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setAttribute(String name, Object value) {}

    @Override
    public void setStreams(InputStream in, OutputStream out) {}

    @Override
    public HttpPrincipal getPrincipal() {
        throw new UnsupportedOperationException();
    }
}
