package dev.offramp.bundle.store;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.Digest;
import dev.offramp.bundle.TinyBundle;
import dev.offramp.bundle.TrustSettings;
import dev.offramp.sample.BundleId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A good bundle in one folder, which a server shows, and stores in another. */
final class StoreFixture implements AutoCloseable {

    static final long MOST = 1 << 20;
    static final Duration PATIENCE = Duration.ofSeconds(10);

    final Path there;
    final Path here;
    final TinyBundle tiny;
    final BundleId id;
    final WebFolder web;

    StoreFixture(Path there, Path here) throws Exception {
        this.there = there;
        this.here = here;
        tiny = TinyBundle.in(there);
        id = tiny.open().id();
        web = new WebFolder(there);
    }

    BundleStore store(TrustSettings trust) {
        return store(trust, MOST, PATIENCE);
    }

    BundleStore store(long most) {
        return store(TrustSettings.ANY, most, PATIENCE);
    }

    BundleStore store(Duration patience) {
        return store(TrustSettings.ANY, MOST, patience);
    }

    private BundleStore store(TrustSettings trust, long most, Duration patience) {
        List<String> sources = List.of(web.uri().toString(), there.toUri().toString());
        return new BundleStore(here, new FetchSettings(sources, most, patience), trust);
    }

    Bundle openFromWeb() throws Exception {
        return open(source());
    }

    Bundle open(BundleSource source) throws Exception {
        return store(TrustSettings.ANY).open(source);
    }

    /** The bundle as the server has it. */
    BundleSource source() throws IOException {
        return source(web.uri());
    }

    BundleSource source(URI uri) throws IOException {
        return new BundleSource(id, Digest.sha256(there.resolve("manifest.json")), uri);
    }

    /** Where the store keeps the bundle. */
    Path home() throws IOException {
        return here.resolve(source().sha256());
    }

    @Override
    public void close() {
        web.close();
    }
}
