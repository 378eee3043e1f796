package dev.offramp.access;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of users as htpasswd writes it, at the least cost. */
final class UsersFile {

    private UsersFile() {}

    static Path in(Path folder, String user, String password) throws IOException {
        return Files.writeString(folder.resolve("users"), user + ":" + hash(password) + "\n");
    }

    static String hash(String password) {
        return hash(password, 4);
    }

    static String hash(String password, int cost) {
        return BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(cost, password.toCharArray());
    }
}
