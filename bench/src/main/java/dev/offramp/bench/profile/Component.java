package dev.offramp.bench.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whose code a stack is in: the first known owner from the leaf outwards, so that what the JDK does counts to its caller. */
final class Component {

    private static final String JDK = "JDK";
    private static final String OURS = "dev.offramp.";
    private static final Map<String, String> OTHERS = new LinkedHashMap<>();

    static {
        OTHERS.put("ai.djl.", "libtorch through DJL");
        OTHERS.put("org.apache.flink.", "Flink");
        OTHERS.put("org.apache.kafka.", "Kafka");
        OTHERS.put("kafka.", "Kafka");
        OTHERS.put("org.apache.avro.", "Avro");
        List.of("javax.imageio.", "com.sun.imageio.", "sun.awt.", "java.awt.")
                .forEach(prefix -> OTHERS.put(prefix, "ImageIO"));
    }

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
