package dev.offramp.architecture;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.spi.IIOServiceProvider;
import org.slf4j.Logger;

/**
 * Finds what can change behind a static field, by the values that stand there once its class is loaded: a {@code final Map} may be
 * one that never changes or one that anybody fills, and its declaration does not say which.
 */
final class StaticState {

    /** Of libraries: what never changes, or what nobody changes once it is made. */
    private static final Set<String> CONSTANT = Set.of(
            "java.lang.String",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double",
            "java.lang.Boolean",
            "java.lang.Class",
            "java.util.regex.Pattern",
            "sun.nio.fs.UnixPath",
            "java.awt.Color",
            "org.apache.flink.configuration.ConfigOption",
            "org.apache.flink.api.common.state.ListStateDescriptor",
            "org.apache.flink.api.common.state.MapStateDescriptor",
            "org.apache.flink.util.OutputTag",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "com.fasterxml.jackson.databind.node.JsonNodeFactory");

    private static final List<String> CONSTANT_FAMILIES = List.of(
            "java.time.",
            "java.util.ImmutableCollections$",
            "java.util.Collections$Unmodifiable",
            "java.util.Comparator$$Lambda",
            "java.util.regex.Pattern$$Lambda",
            "org.apache.avro.Schema$",
            "org.apache.avro.LogicalTypes$",
            "org.apache.avro.specific.SpecificDatumReader",
            "java.util.Collections$ReverseComparator");

    private StaticState() {}

    /** What of a class is static and can change, each as {@code Class.FIELD: why}. */
    static List<String> of(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                .flatMap(field -> changing(field).map(why -> name(field) + ": " + why).stream())
                .toList();
    }

    private static Optional<String> changing(Field field) {
        if (!Modifier.isFinal(field.getModifiers())) {
            return Optional.of("is not final");
        }
        Object value = value(field, null);
        if (value == null || field.getType().isPrimitive()) {
            return Optional.empty();
        }
        if (isTable(value)) { // Java has no constant arrays
            return Modifier.isPrivate(field.getModifiers())
                    ? Optional.empty()
                    : Optional.of("is an array that others see");
        }
        return changing(value);
    }

    private static Optional<String> changing(Object value) {
        Class<?> type = value.getClass();
        if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
            return isConstant(type)
                    ? elements(value)
                            .flatMap(element -> changing(element).stream())
                            .findFirst()
                    : Optional.of("holds a " + type.getName());
        }
        if (isConstant(type)
                || value instanceof Enum
                || value instanceof Logger
                || value instanceof IIOServiceProvider) {
            return Optional.empty();
        }
        return type.getName().startsWith("dev.offramp.")
                ? changingFields(value)
                : Optional.of("holds a " + type.getName());
    }

    private static Optional<String> changingFields(Object value) {
        return Stream.<Class<?>>iterate(
                        value.getClass(), type -> type.getName().startsWith("dev.offramp."), Class::getSuperclass)
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                .flatMap(field -> changing(field, value).stream())
                .findFirst();
    }

    private static Optional<String> changing(Field field, Object owner) {
        if (!Modifier.isFinal(field.getModifiers())) {
            return Optional.of("holds " + name(field) + ", which is not final");
        }
        Object value = value(field, owner);
        return field.getType().isPrimitive() || value == null || isTable(value) ? Optional.empty() : changing(value);
    }

    private static Stream<?> elements(Object collection) {
        return collection instanceof Map<?, ?> map
                ? Stream.concat(map.keySet().stream(), map.values().stream())
                : ((Collection<?>) collection).stream();
    }

    private static boolean isTable(Object value) {
        Class<?> type = value.getClass();
        return type.isArray() && (type.getComponentType().isPrimitive() || Array.getLength(value) == 0);
    }

    private static boolean isConstant(Class<?> type) {
        return CONSTANT.contains(type.getName()) || CONSTANT_FAMILIES.stream().anyMatch(type.getName()::startsWith);
    }

    private static Object value(Field field, Object owner) {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(name(field) + " cannot be looked at", e);
        }
    }

    private static String name(Field field) {
        return field.getDeclaringClass().getSimpleName() + "." + field.getName();
    }
}
