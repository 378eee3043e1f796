package dev.offramp.cli.ingest;

import java.nio.ByteBuffer;

/**
 * A record to be sent, and who hears of it.
 *
 * @param delivered called when the broker has it
 * @param refused   called when it will never be on the topic, though others may
 */
record Outgoing(String stream, ByteBuffer value, Runnable delivered, Runnable refused) {}
