package lazuli.core.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.ArrayFile;
import lazuli.core.ArrayFileException;
import lazuli.core.Gguf;
import lazuli.core.GgufValue;
import lazuli.core.Safetensors;
import lazuli.core.compile.ExportedFunction;
import lazuli.core.graph.Evaluator;

/** Reads and writes files of arrays for {@link lazuli.core.Mx}, which documents it; problems are told with the file's name. */
public final class ArrayFiles {
    private static final int LONGEST_MESSAGE = 300;

    private ArrayFiles() {}

    private interface Reader<T> {
        T read(FileRegion file) throws IOException;
    }

    /** See {@link lazuli.core.Mx#load}. */
    public static Array load(Path path) {
        return read(path, NpyFormat::readFile);
    }

    /** See {@link lazuli.core.Mx#loadArrays}. */
    public static Map<String, Array> loadArrays(Path path) {
        return read(path, file -> {
            ArrayFile found = arrays(file);
            if (found.arrays().isEmpty() && !found.skipped().isEmpty()) {
                Map.Entry<String, String> first =
                        found.skipped().entrySet().iterator().next();
                throw new FormatException(first.getValue()).in(first.getKey());
            }
            return found.arrays();
        });
    }

    /** See {@link lazuli.core.Mx#loadArrayFile}. */
    public static ArrayFile loadArrayFile(Path path) {
        return read(path, ArrayFiles::arrays);
    }

    /** See {@link lazuli.core.Mx#loadSafetensors}. */
    public static Safetensors loadSafetensors(Path path) {
        return read(path, SafetensorsFormat::read);
    }

    /** See {@link lazuli.core.Mx#loadGguf}. */
    public static Gguf loadGguf(Path path) {
        return read(path, GgufFormat::read);
    }

    /** See {@link lazuli.core.Mx#importFunction}. */
    public static ExportedFunction importFunction(Path path) {
        return read(path, FunctionFormat::read);
    }

    private static ArrayFile arrays(FileRegion file) throws FormatException {
        if (ZipDirectory.looksLike(file)) {
            List<ZipMember> members = ZipDirectory.read(file);
            return TorchFormat.looksLike(members) ? TorchFormat.read(members, file.size()) : NpzFormat.read(members);
        }
        if (GgufFormat.looksLike(file)) {
            Gguf gguf = GgufFormat.read(file);
            return new ArrayFile(gguf.arrays(), gguf.skipped());
        }
        if (SafetensorsFormat.looksLike(file)) {
            Safetensors safetensors = SafetensorsFormat.read(file);
            return new ArrayFile(safetensors.arrays(), safetensors.skipped());
        }
        if (LegacyTorchFormat.looksLike(file)) {
            return LegacyTorchFormat.read(file);
        }
        throw new FormatException(
                NpyHeader.isMagic(file)
                        ? "holds one array; read it with load"
                        : "is no file of named arrays: it begins like none of .npz, safetensors, GGUF, PyTorch");
    }

    /** See {@link lazuli.core.Mx#save}. */
    public static void save(Path path, Array array) {
        Evaluator.eval(List.of(array));
        write(path, channel -> NpyFormat.write(array, LittleEndian.into(channel)));
    }

    /** See {@link lazuli.core.Mx#savez(Path, Map)} and {@link lazuli.core.Mx#savezCompressed}. */
    public static void savez(Path path, Map<String, Array> arrays, boolean compressed) {
        Map<String, Array> ordered = evaluated(arrays);
        write(path, channel -> NpzFormat.write(ordered, compressed, channel));
    }

    /** See {@link lazuli.core.Mx#saveSafetensors(Path, Map, Map)}. */
    public static void saveSafetensors(Path path, Map<String, Array> arrays, Map<String, String> metadata) {
        SafetensorsWriter writer = new SafetensorsWriter(evaluated(arrays));
        write(path, channel -> writer.write(metadata, LittleEndian.into(channel)));
    }

    /** See {@link lazuli.core.Mx#saveGguf(Path, Map, Map)}. */
    public static void saveGguf(Path path, Map<String, Array> arrays, Map<String, GgufValue> metadata) {
        GgufWriter writer = new GgufWriter(evaluated(arrays), metadata);
        write(path, channel -> writer.write(LittleEndian.into(channel)));
    }

    /** See {@link lazuli.core.FunctionExporter}. */
    public static void exportFunction(Path path, ExportedFunction function) {
        write(path, channel -> new FunctionWriter(function).write(LittleEndian.into(channel)));
    }

    /** Writes UTF-8. */
    public static void writeText(Path path, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(path, channel -> LittleEndian.into(channel).accept(ByteBuffer.wrap(bytes)));
    }

    /** A failure to compute is told before any file is touched. */
    private static Map<String, Array> evaluated(Map<String, Array> arrays) {
        Map<String, Array> ordered = new LinkedHashMap<>(arrays);
        Evaluator.eval(List.copyOf(ordered.values()));
        return ordered;
    }

    private static <T> T read(Path path, Reader<T> reader) {
        try {
            return reader.read(InputFile.open(path));
        } catch (IOException problem) {
            throw failure(path, problem, "there is no such file");
        } catch (InternalError fault) {
            // So Java tells of an access to a mapped page that is not there any more.
            throw new ArrayFileException(path, "became shorter while it was read, or could not be read", fault);
        }
    }

    private static void write(Path path, OutputFile.Body body) {
        try {
            OutputFile.write(path, body);
        } catch (IOException problem) {
            throw failure(path, problem, "there is no such directory");
        }
    }

    private static ArrayFileException failure(Path path, IOException problem, String missing) {
        String text = switch (problem) {
            case NoSuchFileException none -> missing;
            case AccessDeniedException denied -> "access is denied";
            case FileSystemException failed when failed.getReason() != null -> failed.getReason();
            default -> problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
        };
        return new ArrayFileException(path, oneLine(text), problem);
    }

    /** Names from files may hold anything, and much of it. */
    private static String oneLine(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "...";
    }
}
