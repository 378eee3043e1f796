package dev.offramp.refresh;

/**
 * 64 bits for a stream's id, the same in every replay: FNV-1a (Fowler, Noll and Vo) over the two bytes of each UTF-16 unit, so that no
 * bytes are made of the id. Lanes go by another hash.
 */
final class StreamHash {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private StreamHash() {}

    static long of(String stream) {
        return of(stream, OFFSET);
    }

    /** Another hash for each salt. */
    static long of(String stream, long salt) {
        long hash = salt;
        for (int i = 0; i < stream.length(); i++) {
            char unit = stream.charAt(i);
            hash = (hash ^ (unit & 0xff)) * PRIME;
            hash = (hash ^ (unit >>> Byte.SIZE)) * PRIME;
        }
        return hash;
    }
}
