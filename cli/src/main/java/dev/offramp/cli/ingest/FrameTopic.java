package dev.offramp.cli.ingest;

import java.nio.ByteBuffer;
import org.apache.kafka.clients.producer.Callback;

/** Where the dispatcher sends to. */
interface FrameTopic extends AutoCloseable {

    /** Hands a record over; may wait as long as nobody knows where it belongs. The answer comes later, from another thread. */
    void send(String stream, ByteBuffer value, Callback answer);

    @Override
    void close();
}
