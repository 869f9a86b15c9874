package lazuli.core.io;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.memory.Buffer;
import org.jspecify.annotations.Nullable;

/** The parts of a checkpoint that hold elements, each in memory once. As in PyTorch their checksums are not looked at. */
final class TorchStorages implements AutoCloseable {
    private static final String UNTYPED = "torch.storage.UntypedStorage";

    private final Map<String, Member> members;
    private final boolean bigEndian;
    private final Map<String, Storage> storages = new HashMap<>();

    /** Where a storage's elements are read from; {@code size} in bytes. */
    record Member(long size, Opening opening) {
        /** What opens it. */
        interface Opening {
            ArraySource open() throws FormatException;
        }
    }

    /**
     * What a pickle says of a storage, {@code ('storage', class, key, device, size)}.
     *
     * @param size of the whole storage, in elements
     * @param first element of the part that is meant: files from before 1.6 may name a part as a sixth item, {@code (key, first, size)}
     * @param count of the elements of that part
     */
    record Reference(Pickled.Global type, String key, long size, long first, long count) {
        static Reference of(Pickled pickled) throws FormatException {
            if (pickled instanceof Pickled.Persistent(Pickled.Sequence(var parts))
                    && parts.size() >= 5
                    && parts.get(0) instanceof Pickled.Text(var kind)
                    && kind.equals("storage")
                    && parts.get(1) instanceof Pickled.Global type
                    && parts.get(2) instanceof Pickled.Text(var key)
                    && parts.get(4) instanceof Pickled.Whole(var size)) {
                if (parts.size() > 5
                        && parts.get(5) instanceof Pickled.Sequence(var view)
                        && view.size() == 3
                        && view.get(1) instanceof Pickled.Whole(var first)
                        && view.get(2) instanceof Pickled.Whole(var count)) {
                    if (first < 0 || count < 0 || first > size - count) {
                        throw new FormatException(
                                "%d elements at %d are beyond the storage '%s' of %d", count, first, key, size);
                    }
                    return new Reference(type, key, size, first, count);
                }
                return new Reference(type, key, size, 0, size);
            }
            throw new FormatException("the pickle has a tensor without storage");
        }

        /** Null if each tensor has its own. */
        @Nullable
        DType dtype() throws FormatException {
            return type.name().equals(UNTYPED) ? null : TorchType.dtype(type);
        }

        /** Bytes of an element, which may be of a dtype that Lazuli lacks. */
        int itemSize() throws FormatException {
            return type.name().equals(UNTYPED) ? 1 : TorchType.of(type).size();
        }
    }

    /** Memory that tensors are views of. */
    static final class Storage {
        private final Buffer buffer;
        private final long firstByte;
        private final long byteSize;
        private final @Nullable DType dtype;
        private final @Nullable Storage whole;
        private boolean hasBooleans;

        private Storage(Buffer buffer, long firstByte, long byteSize, @Nullable DType dtype, @Nullable Storage whole) {
            this.buffer = buffer;
            this.firstByte = firstByte;
            this.byteSize = byteSize;
            this.dtype = dtype;
            this.whole = whole;
        }

        /** A part of this one. */
        private Storage part(long first, long count, int itemSize) {
            return new Storage(buffer, first * itemSize, count * itemSize, dtype, this);
        }

        /** Null if each tensor has its own. */
        @Nullable
        DType dtype() {
            return dtype;
        }

        /** Where the storage begins in its memory. */
        long firstByte() {
            return firstByte;
        }

        long byteSize() {
            return byteSize;
        }

        /** The memory, whose bytes are valid elements of a dtype. */
        Buffer elements(DType elements) throws FormatException {
            if (whole != null) {
                return whole.elements(elements);
            }
            if (elements == DType.BOOL && !hasBooleans) {
                StoredArray.requireBooleans(buffer.segment().asSlice(0, byteSize));
                hasBooleans = true;
            }
            return buffer;
        }
    }

    /** Storages by their keys. */
    TorchStorages(Map<String, Member> members, boolean bigEndian) {
        this.members = members;
        this.bigEndian = bigEndian;
    }

    /** The storage that a pickle means. */
    Storage get(Pickled pickled) throws FormatException {
        Reference reference = Reference.of(pickled);
        @Nullable DType dtype = reference.dtype();
        Storage storage = storages.get(reference.key());
        if (storage == null) {
            storage = read(reference, dtype);
            storages.put(reference.key(), storage);
        }
        if (storage.dtype != dtype) {
            throw new FormatException("the storage '%s' has two dtypes", reference.key());
        }
        int itemSize = reference.itemSize();
        if (storage.byteSize / itemSize != reference.size()) {
            throw new FormatException("the storage '%s' has two sizes", reference.key());
        }
        return reference.count() == reference.size()
                ? storage
                : storage.part(reference.first(), reference.count(), itemSize);
    }

    private Storage read(Reference reference, @Nullable DType dtype) throws FormatException {
        Member member = members.get(reference.key());
        if (member == null) {
            throw new FormatException("the storage '%s' is missing", reference.key());
        }
        int itemSize = reference.itemSize();
        long size = reference.size();
        if (size < 0 || member.size() % itemSize != 0 || member.size() / itemSize != size) {
            throw new FormatException(
                    "the storage '%s' of %d elements is %d bytes", reference.key(), size, member.size());
        }
        if (bigEndian && dtype == null) {
            throw new UnsupportedException("the elements are big-endian, in a storage that has no dtype");
        }
        boolean swapped = bigEndian != (ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN);
        try (ArraySource source = member.opening().open()) {
            Buffer buffer = source.take(source.left(), Long.BYTES, !swapped);
            try {
                source.finish();
                if (swapped && dtype != null) {
                    MemorySegment elements = buffer.segment().asSlice(0, member.size());
                    ByteSwap.inPlace(elements, Layout.plain(dtype, Shape.SCALAR).unit());
                }
                buffer.retain();
                return new Storage(buffer, 0, member.size(), dtype, null);
            } finally {
                buffer.release();
            }
        }
    }

    /** Gives up the storages; tensors keep those they view. */
    @Override
    public void close() {
        storages.values().forEach(storage -> storage.buffer.release());
    }
}
