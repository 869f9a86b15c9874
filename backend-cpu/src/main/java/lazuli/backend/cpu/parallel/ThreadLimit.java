package lazuli.backend.cpu.parallel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** How many threads Linux allows this user or container, as far as files tell. */
public final class ThreadLimit {
    private static final String OF_USER = "Max processes";
    private static final String OF_CONTAINER = "pids.max";

    private ThreadLimit() {}

    /** The smallest limit; empty if there is none, or it is not known. */
    public static OptionalLong smallest() {
        return LongStream.concat(ofUser().stream(), ofContainer()).min();
    }

    private static OptionalLong ofUser() {
        return lines(Path.of("/proc/self/limits")).stream()
                .filter(line -> line.startsWith(OF_USER))
                .map(line -> line.substring(OF_USER.length()).strip().split(" ", 2)[0])
                .flatMapToLong(ThreadLimit::number)
                .findFirst();
    }

    /** The limit lies in the container's own folder, and in those of each kind of limits in the older version. */
    private static LongStream ofContainer() {
        Path folder = Path.of("/sys/fs/cgroup");
        Optional<Path> own = lines(Path.of("/proc/self/cgroup")).stream()
                .filter(line -> line.startsWith("0::/"))
                .map(line -> folder.resolve(line.substring("0::/".length())))
                .findFirst();
        return Stream.concat(own.stream(), Stream.of(folder, folder.resolve("pids")))
                .flatMap(each -> lines(each.resolve(OF_CONTAINER)).stream())
                .flatMapToLong(ThreadLimit::number);
    }

    private static LongStream number(String text) {
        try {
            return LongStream.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException unlimited) {
            return LongStream.empty();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException | SecurityException absent) {
            return List.of();
        }
    }
}
