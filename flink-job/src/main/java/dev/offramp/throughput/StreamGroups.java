package dev.offramp.throughput;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How streams are counted together: by the prefix of their ids that an expression matches, as policies are for prefixes. Thread-safe. */
public final class StreamGroups implements Serializable {

    private static final long serialVersionUID = 1;

    private final @Nullable Pattern expression;

    private StreamGroups(@Nullable Pattern expression) {
        this.expression = expression;
    }

    /** Each stream by itself. */
    public static StreamGroups none() {
        return new StreamGroups(null);
    }

    /** By what the expression matches at the beginning of their ids. */
    public static StreamGroups by(Pattern expression) {
        return new StreamGroups(expression);
    }

    /** The group of a stream; the stream itself where its id begins otherwise. */
    String of(String stream) {
        if (expression == null) {
            return stream;
        }
        Matcher beginning = expression.matcher(stream);
        return beginning.lookingAt() && beginning.end() > 0 ? beginning.group() : stream;
    }

    /** What each group cost, of what each stream did. */
    Collection<StreamTotals> sum(List<StreamTotals> streams) {
        if (expression == null) {
            return streams;
        }
        Map<String, StreamTotals> groups = new HashMap<>();
        for (StreamTotals stream : streams) {
            StreamTotals named = stream.named(of(stream.stream()));
            groups.merge(named.stream(), named, StreamTotals::plus);
        }
        return groups.values();
    }
}
