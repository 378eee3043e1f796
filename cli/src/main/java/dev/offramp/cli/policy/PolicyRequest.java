package dev.offramp.cli.policy;

import dev.offramp.cli.options.Audit;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.policy.PolicyCheck;
import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.Succession;
import dev.offramp.policy.Wish;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A change that somebody asks for in a form, in the words of the command line: {@code action} ({@code set}, {@code release} or
 * {@code remove}), {@code scope} ({@code default}, {@code group} or {@code stream}), {@code target}, {@code loss}, {@code cost},
 * {@code deadline}, {@code budget}, {@code rate}, {@code shadow}, {@code author} and {@code reason}; what is empty is not said.
 */
public record PolicyRequest(Map<String, String> fields) {

    private static final List<String> TERMS = List.of("loss", "cost", "deadline", "budget", "rate", "shadow");
    private static final Set<String> KNOWN = Stream.concat(
                    TERMS.stream(), Stream.of("action", "scope", "target", "author", "reason"))
            .collect(Collectors.toUnmodifiableSet());
    private static final int LONGEST_NAME = 200;

    public PolicyRequest {
        fields = Map.copyOf(fields);
    }

    /**
     * Does what is asked for and says what came of it, a line each.
     *
     * @param settings of the broker, which has the topic
     * @param check    of the bundle that the job serves, where it is known
     * @throws CommandFailure where it cannot be done; the message is for whoever asked
     */
    public List<String> carryOut(KafkaSettings settings, PolicyCheck check) {
        fields.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new CommandFailure("a policy has no field " + name);
                });
        Order order = order(check);
        try (var desk = PolicyDesk.open(settings)) {
            return order.at(desk);
        }
    }

    /** What is left to be done once the request is understood. */
    private interface Order {

        List<String> at(PolicyDesk desk);
    }

    private Order order(PolicyCheck check) {
        return switch (text("action")) {
            case "set" -> set(check);
            case "release" -> {
                requireNoTerms();
                if (scope() != Scope.DEFAULT) {
                    throw new CommandFailure("only the policy of all streams can be handed over to the steering");
                }
                Succession succession = signed(Succession.releasedBy(author()));
                yield desk -> PolicyRelease.of(desk, check, Optional.empty(), succession);
            }
            case "remove" -> {
                requireNoTerms();
                Scope scope = scope();
                String target = target();
                yield desk -> PolicyRemoval.of(desk, scope, target);
            }
            default -> throw new CommandFailure("the action is set, release or remove, was '" + text("action") + "'");
        };
    }

    private Order set(PolicyCheck check) {
        Optional<Wish> loss = value("loss", new WishValues.Loss());
        Optional<Wish> cost = value("cost", new WishValues.Cost());
        if (loss.isPresent() && cost.isPresent()) {
            throw new CommandFailure("loss and cost exclude each other");
        }
        Optional<Wish> goal = loss.or(() -> cost);
        var limits = new WantedLimits(
                value("deadline", new LimitValues.Deadline()),
                value("budget", new LimitValues.Budget()),
                value("rate", new LimitValues.Rate()),
                value("shadow", new LimitValues.Shadow()));
        if (goal.isEmpty() && !limits.isGiven()) {
            throw new CommandFailure("nothing to set: give an accepted loss, a cost or a limit, for one");
        }
        Succession succession = signed(Succession.by(author()));
        var wish = new ScopedWish(
                scope(),
                target(),
                ScopedPolicy.AT_ONCE,
                before -> limits.over(before.with(goal.orElse(before.wish()))),
                succession);
        return desk -> PolicyText.report(desk.submit(check, wish), System.currentTimeMillis(), Optional.empty());
    }

    /** Amounts that would be passed over. */
    private void requireNoTerms() {
        TERMS.stream().filter(term -> !text(term).isEmpty()).findFirst().ifPresent(term -> {
            throw new CommandFailure("to " + text("action") + " is not to set anything: leave " + term + " empty");
        });
    }

    private Scope scope() {
        return switch (text("scope")) {
            case "default" -> Scope.DEFAULT;
            case "group" -> Scope.GROUP;
            case "stream" -> Scope.STREAM;
            default -> throw new CommandFailure("the scope is default, group or stream, was '" + text("scope") + "'");
        };
    }

    private String target() {
        String target = scope() == Scope.DEFAULT ? "" : text("target");
        if (scope() != Scope.DEFAULT && target.isEmpty()) {
            throw new CommandFailure("a " + scope().name().toLowerCase(Locale.ROOT) + " wants a name");
        }
        return target;
    }

    private String author() {
        String author = text("author");
        if (author.isEmpty() || author.length() > LONGEST_NAME || author.chars().anyMatch(Character::isISOControl)) {
            throw new CommandFailure("say who you are, in one line of at most " + LONGEST_NAME + " characters");
        }
        return author;
    }

    private Succession signed(Succession succession) {
        return succession.because(value("reason", new Audit.Reason())
                .orElseThrow(() -> new CommandFailure("say why, for whoever reads it later")));
    }

    private <T> Optional<T> value(String name, ITypeConverter<T> reader) {
        try {
            return text(name).isEmpty() ? Optional.empty() : Optional.of(reader.convert(text(name)));
        } catch (TypeConversionException wrong) {
            throw new CommandFailure(name + ": " + wrong.getMessage(), wrong);
        } catch (Exception unexpected) { // what the interface allows, and none of ours throws
            throw new IllegalStateException(unexpected);
        }
    }

    private String text(String name) {
        return fields.getOrDefault(name, "").strip();
    }
}
