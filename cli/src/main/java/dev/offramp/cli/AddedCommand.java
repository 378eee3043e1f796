package dev.offramp.cli;

/** A picocli command that a module above this one adds to the command line; {@link java.util.ServiceLoader} finds it. */
public interface AddedCommand {}
