package dev.offramp.bundle.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** Reads files of one kind of place. */
interface Reading {

    /**
     * The bytes of a file from some position on; closed by the caller, from whichever thread.
     *
     * @param from at most the file's length
     * @throws java.io.FileNotFoundException where there is no such file
     * @throws IOException                   where it cannot be read now
     */
    InputStream open(URI file, long from) throws IOException;
}
