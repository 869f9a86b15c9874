package lazuli.examples.cifar;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lazuli.examples.data.DataException;

/**
 * The files of a release.
 *
 * @param folder the folder that the official archive unpacks to
 * @param training files of training images; a smaller data set may lack the last ones
 * @param test file of test images
 * @param classNames text file with a class name on each line
 */
record CifarFiles(String folder, List<String> training, String test, String classNames) {
    /**
     * The folder that holds the files: {@code directory} itself or the official folder in it.
     *
     * @throws DataException if neither holds any of them
     */
    Path locate(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new DataException(directory, Files.exists(directory) ? "not a folder" : "no such folder");
        }
        return Stream.of(directory, directory.resolve(folder))
                .filter(this::isPresentIn)
                .findFirst()
                .orElseThrow(() -> new DataException(
                        directory, "holds neither %s nor a folder %s with it".formatted(training.getFirst(), folder)));
    }

    /** Names of the files that a folder lacks. */
    List<String> missingIn(Path located) {
        return all().filter(name -> !Files.exists(located.resolve(name))).toList();
    }

    private boolean isPresentIn(Path candidate) {
        return all().anyMatch(name -> Files.exists(candidate.resolve(name)));
    }

    private Stream<String> all() {
        return Stream.concat(training.stream(), Stream.of(test, classNames));
    }

    /**
     * The training files there are in a folder.
     *
     * @throws DataException if there is none, or one is missing before another
     */
    List<Path> trainingIn(Path located) {
        var files = training.stream().map(located::resolve).toList();
        int last = files.size() - 1;
        while (last > 0 && !Files.exists(files.get(last))) {
            last--;
        }
        for (Path file : files.subList(0, last + 1)) {
            if (!Files.exists(file)) {
                throw new DataException(file, "no such file");
            }
        }
        return files.subList(0, last + 1);
    }
}
