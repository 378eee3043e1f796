package dev.offramp.it.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * One right of one principal, as a row of the documentation has several.
 *
 * @param name of the resource; with {@code *} at its end that of many
 */
record Right(String principal, ResourceType type, String name, AclOperation operation) {

    private static final Pattern ROW =
            Pattern.compile("\\| (\\w+) \\| (topic|group|transactional id) \\| `([^`]+)` \\| ([A-Z_, ]+) \\|");

    /** The rights that a page lists in its table of four columns. */
    static List<Right> documentedIn(Path page) throws IOException {
        List<Right> rights = new ArrayList<>();
        for (String line : Files.readAllLines(page)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Stream.of(row.group(4).split(", "))
                        .map(operation -> new Right(
                                row.group(1), type(row.group(2)), row.group(3), AclOperation.fromString(operation)))
                        .forEach(rights::add);
            }
        }
        return rights;
    }

    /** What a message that names it has in it. */
    String resource() {
        return name.replace("*", "");
    }

    AclBinding binding() {
        boolean prefix = name.endsWith("*");
        return new AclBinding(
                new ResourcePattern(type, resource(), prefix ? PatternType.PREFIXED : PatternType.LITERAL),
                new AccessControlEntry("User:" + principal, "*", operation, AclPermissionType.ALLOW));
    }

    private static ResourceType type(String column) {
        return ResourceType.fromString(column.replace(' ', '_').toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return principal + ": " + operation + " on " + type + " " + name;
    }
}
