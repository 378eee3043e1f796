package dev.offramp.bundle.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Reads through Flink's file systems: {@code file}, and {@code s3} and others where their plug-in is installed. */
final class FileReading implements Reading {

    @Override
    public InputStream open(URI file, long from) throws IOException {
        FSDataInputStream in = FileSystem.getUnguardedFileSystem(file).open(new Path(file));
        in.seek(from);
        return in;
    }
}
