package dev.offramp.bench.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whose code a stack is in: the first known owner from the leaf outwards, so that what the JDK does counts to its caller. */
final class Component {

    private static final String JDK = "JDK";
    private static final String OURS = "dev.offramp.";
    private static final Map<String, String> OTHERS = Map.of(
            "ai.djl.", "libtorch through DJL",
            "org.apache.flink.", "Flink",
            "org.apache.kafka.", "Kafka",
            "kafka.", "Kafka",
            "org.apache.avro.", "Avro",
            "javax.imageio.", "ImageIO",
            "com.sun.imageio.", "ImageIO",
            "sun.awt.", "ImageIO",
            "java.awt.", "ImageIO");

    private Component() {}

    /** @param frames methods with their classes, the leaf first */
    static String of(List<String> frames) {
        return frames.stream()
                .flatMap(frame -> owner(frame).stream())
                .findFirst()
                .orElse(JDK);
    }

    private static Optional<String> owner(String frame) {
        if (frame.startsWith(OURS)) {
            return Optional.of("Offramp: " + frame.substring(OURS.length(), frame.indexOf('.', OURS.length())));
        }
        return OTHERS.entrySet().stream()
                .filter(other -> frame.startsWith(other.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
