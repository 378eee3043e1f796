package dev.offramp.refresh;

import dev.offramp.policy.Scope;

/**
 * What is assigned to one scope over time.
 *
 * @param scope   whose streams meet it
 * @param target  of the scope
 * @param serving what answers
 * @param trial   what is on trial beside it
 */
record ScopeBook(Scope scope, String target, Timeline serving, Timeline trial) {

    static ScopeBook empty(Scope scope, String target) {
        return new ScopeBook(scope, target, new Timeline(), new Timeline());
    }

    void enter(Assignment assignment) {
        (assignment.onTrial() ? trial : serving).enter(assignment);
    }

    boolean holdsFor(String stream) {
        return switch (scope) {
            case DEFAULT -> true;
            case GROUP -> stream.startsWith(target);
            case STREAM -> stream.equals(target);
        };
    }
}
