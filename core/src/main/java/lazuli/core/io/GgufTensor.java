package lazuli.core.io;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;

/** What a GGUF file's header says of a tensor; its offset counts from the beginning of the data. */
record GgufTensor(String name, Shape shape, long typeCode, long offset) {
    private static final String WEIGHT = ".weight";

    /** Blocks that one thread decodes at a time. */
    private static final long DECODED_TOGETHER = 256;

    /** The next entry of the header. */
    static GgufTensor read(ByteCursor header) throws FormatException {
        String name = header.text(header.number());
        long rank = header.unsignedInt();
        List<Long> lengths = new ArrayList<>();
        for (long i = 0; i < rank && i <= Layout.MOST_AXES; i++) {
            lengths.add(header.number());
        }
        Collections.reverse(lengths);
        return new GgufTensor(name, Layout.shape(lengths), header.unsignedInt(), header.number());
    }

    /** The bytes that the elements take, of a type that can be read. */
    long byteSize() throws FormatException {
        GgufType type = GgufType.of(typeCode);
        GgufType.Encoding encoding = type.encoding();
        int last = shape.rank() == 0 ? 1 : shape.length(-1);
        if (last % encoding.elements() != 0) {
            throw new FormatException("in '%s': the last axis of %s does not fit the blocks of %s", name, shape, type);
        }
        return shape.size() / encoding.elements() * encoding.bytes();
    }

    /** Where the tensor ends, or begins if its type is none that can be read. */
    long knownEnd() throws FormatException {
        try {
            return offset + byteSize();
        } catch (UnsupportedException unread) {
            return offset;
        }
    }

    /** The tensor, or the three arrays of a packed one. */
    void put(FileRegion data, FoundArrays found) throws FormatException {
        GgufType type;
        try {
            type = GgufType.of(typeCode);
        } catch (UnsupportedException unread) {
            found.skip(name, unread);
            return;
        }
        FileRegion bytes = data.slice(offset, byteSize());
        switch (type.encoding()) {
            case GgufType.Plain(DType dtype) ->
                found.add(name, () -> StoredArray.of(bytes, Layout.plain(dtype, shape)));
            case GgufType.Decoded(GgufBlock block) -> found.put(name, decoded(bytes.bytes(), block));
            case GgufType.Packed(GgufPacking packing) -> putPacked(bytes.bytes(), packing, found);
        }
    }

    private void putPacked(MemorySegment blocks, GgufPacking packing, FoundArrays found) throws FormatException {
        Shape words = shape.with(-1, (int) ((long) shape.length(-1) * packing.bits() / Integer.SIZE));
        Shape groups = shape.with(-1, shape.length(-1) / GgufPacking.ELEMENTS);
        String prefix = name.endsWith(WEIGHT) ? name.substring(0, name.length() - WEIGHT.length()) : name;
        found.put(name, StoredArray.filled(DType.UINT32, words, target -> packing.words(blocks, target)));
        found.put(
                prefix + ".scales",
                StoredArray.filled(DType.FLOAT16, groups, target -> packing.scales(blocks, target)));
        found.put(
                prefix + ".biases",
                StoredArray.filled(DType.FLOAT16, groups, target -> packing.biases(blocks, target)));
    }

    private Array decoded(MemorySegment blocks, GgufBlock block) {
        return StoredArray.filled(block.dtype(), shape, target -> {
            long count = blocks.byteSize() / block.bytes();
            LongStream.range(0, (count + DECODED_TOGETHER - 1) / DECODED_TOGETHER)
                    .parallel()
                    .forEach(part -> {
                        long from = part * DECODED_TOGETHER;
                        decode(blocks, block, from, Math.min(count, from + DECODED_TOGETHER), target);
                    });
        });
    }

    private static void decode(MemorySegment blocks, GgufBlock block, long from, long to, MemorySegment target) {
        float[] values = new float[block.elements()];
        for (long i = from; i < to; i++) {
            block.decode(blocks, i * block.bytes(), values);
            for (int j = 0; j < values.length; j++) {
                short bits = block.dtype() == DType.BFLOAT16
                        ? (short) (Float.floatToRawIntBits(values[j]) >>> Short.SIZE)
                        : Float.floatToFloat16(values[j]);
                target.setAtIndex(ValueLayout.JAVA_SHORT, i * values.length + j, bits);
            }
        }
    }
}
