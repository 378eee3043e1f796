package dev.offramp.cli.watch;

/** Something that is read over and over. Used by one thread. */
interface Source extends AutoCloseable {

    /** As a person would call it. */
    String name();

    /**
     * Reads what there is now onto the board, within a few seconds.
     *
     * @throws Exception where that is not possible now; its message is shown, and the source is closed and opened again
     */
    void read(Board board) throws Exception;

    /** Takes off the board what is not known any more, now that nothing can be read; by default all that was read stays true. */
    default void lost(Board board) {}

    /** Gives back what reading took; it may be read again afterwards. */
    @Override
    void close();
}
