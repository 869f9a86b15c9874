package lazuli.core.io;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Gguf;
import lazuli.core.GgufValue;
import lazuli.core.graph.HostAccess;
import org.jspecify.annotations.Nullable;

/** The file of ggml and llama.cpp: metadata, what tensors there are, and their elements, each on a boundary. */
final class GgufFormat {
    static final long MAGIC = 0x46554747L;
    static final int VERSION = 3;
    private static final String ALIGNMENT = "general.alignment";
    private static final long USUAL_ALIGNMENT = 32;
    private static final long MOST_ALIGNMENT = 1 << 16;

    private GgufFormat() {}

    static boolean looksLike(FileRegion file) throws FormatException {
        return file.size() >= Integer.BYTES && file.unsignedInt(0) == MAGIC;
    }

    private static boolean isKnown(long version) {
        return version >= 2 && version <= VERSION;
    }

    static Gguf read(FileRegion file) throws FormatException {
        if (!looksLike(file)) {
            throw new FormatException("is not a GGUF file: it does not begin with GGUF");
        }
        ByteCursor header = new ByteCursor(file);
        header.take(Integer.BYTES);
        long version = header.unsignedInt();
        if (isKnown(Integer.toUnsignedLong(Integer.reverseBytes((int) version)))) {
            throw new FormatException("is a big-endian GGUF file; known are little-endian ones");
        }
        if (!isKnown(version)) {
            throw new FormatException("is of GGUF version %d; known are 2 and 3, little-endian", version);
        }
        long tensorCount = header.number();
        FoundArrays found = new FoundArrays();
        Map<String, GgufValue> metadata = new GgufMetadata(header, found).read(header.number());
        List<GgufTensor> tensors = new ArrayList<>();
        for (long i = 0; i < tensorCount; i++) {
            tensors.add(GgufTensor.read(header));
        }
        long alignment = alignment(metadata);
        long start = Math.min(file.size(), padded(header.position(), alignment));
        FileRegion data = file.slice(start, file.size() - start);
        requireApart(tensors, alignment);
        for (GgufTensor tensor : tensors) {
            tensor.put(data, found);
        }
        return new Gguf(found.arrays(), metadata, found.skipped());
    }

    /** Tensors that overlapped could be larger together than the file. */
    private static void requireApart(List<GgufTensor> tensors, long alignment) throws FormatException {
        long end = 0;
        for (GgufTensor tensor : tensors.stream()
                .sorted(Comparator.comparingLong(GgufTensor::offset))
                .toList()) {
            if (tensor.offset() % alignment != 0) {
                throw new FormatException("in '%s': offset %d is not aligned", tensor.name(), tensor.offset());
            }
            if (tensor.offset() < end) {
                throw new FormatException("in '%s': the tensor overlaps another", tensor.name());
            }
            end = tensor.knownEnd();
        }
    }

    /** The boundary that metadata asks for. */
    static long alignment(Map<String, GgufValue> metadata) throws FormatException {
        @Nullable GgufValue value = metadata.get(ALIGNMENT);
        if (value == null) {
            return USUAL_ALIGNMENT;
        }
        if (value instanceof GgufValue.Numbers(Array number) && number.dtype() == DType.UINT32 && number.ndim() == 0) {
            long alignment = HostAccess.read(
                    number, elements -> Integer.toUnsignedLong(elements.get(ValueLayout.JAVA_INT_UNALIGNED, 0)));
            if (Long.bitCount(alignment) == 1 && alignment <= MOST_ALIGNMENT) {
                return alignment;
            }
        }
        throw new FormatException("%s is no uint32 that is a power of two up to %d", ALIGNMENT, MOST_ALIGNMENT);
    }

    /** The next multiple of the alignment. */
    static long padded(long position, long alignment) {
        return (position + alignment - 1) / alignment * alignment;
    }
}
