package dev.offramp.cli.publish;

import org.apache.kafka.clients.producer.RecordMetadata;

/** Hears what became of every picture, once for each; may be called on the producer's thread. */
public interface Deliveries {

    /** The broker has it. */
    void delivered(Picture picture, RecordMetadata where);

    /** It was sent, and will never be on the topic; other pictures may. */
    void refused(String name, String reason);

    /** Hears nothing. */
    Deliveries UNHEARD = new Deliveries() {

        @Override
        public void delivered(Picture picture, RecordMetadata where) {}

        @Override
        public void refused(String name, String reason) {}
    };
}
