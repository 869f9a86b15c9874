package lazuli.examples.cifar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Small data sets in the layout of the official releases. */
final class CifarFixture {
    private CifarFixture() {}

    /** The files of a release with a few images in each, by name. */
    static Map<String, byte[]> files(CifarRelease release, int imagesInFile) {
        var files = new LinkedHashMap<String, byte[]>();
        for (String name : release.files().training()) {
            files.put(name, records(release, files.size() * imagesInFile, imagesInFile));
        }
        files.put(release.files().test(), records(release, 7, imagesInFile));
        String names = IntStream.range(0, release.classes())
                .mapToObj(label -> "class " + label + "\n")
                .collect(Collectors.joining());
        files.put(release.files().classNames(), (names + "\n").getBytes(StandardCharsets.US_ASCII));
        return files;
    }

    /** Writes the files of a release into a folder. */
    static Path write(CifarRelease release, int imagesInFile, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (var file : files(release, imagesInFile).entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        return folder;
    }

    /** Class of the image with a number. */
    static int label(CifarRelease release, int image) {
        return image % release.classes();
    }

    /** A value of the image with a number. */
    static byte pixel(int image, int row, int column, int channel) {
        return (byte) (image * 31 + row * 7 + column * 3 + channel * 101);
    }

    private static byte[] records(CifarRelease release, int first, int count) {
        var bytes = new ByteArrayOutputStream();
        for (int image = first; image < first + count; image++) {
            for (int i = 1; i < release.labels().size(); i++) {
                bytes.write(image % release.labels().getFirst().count());
            }
            bytes.write(label(release, image));
            for (int channel = 0; channel < 3; channel++) {
                for (int pixel = 0; pixel < 1024; pixel++) {
                    bytes.write(pixel(image, pixel / 32, pixel % 32, channel));
                }
            }
        }
        return bytes.toByteArray();
    }
}
