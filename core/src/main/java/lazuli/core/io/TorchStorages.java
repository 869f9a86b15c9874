package lazuli.core.io;

import java.util.HashMap;
import java.util.Map;
import lazuli.core.DType;
import lazuli.core.memory.Buffer;
import org.jspecify.annotations.Nullable;

/** The members of a checkpoint that hold elements, each in memory once. As in PyTorch their checksums are not looked at. */
final class TorchStorages implements AutoCloseable {
    private static final String UNTYPED = "torch.storage.UntypedStorage";

    private final Map<String, ZipMember> members;
    private final Map<String, Storage> storages = new HashMap<>();

    /** Memory that tensors are views of. */
    static final class Storage {
        private final Buffer buffer;
        private final long byteSize;
        private final @Nullable DType dtype;
        private boolean hasBooleans;

        private Storage(Buffer buffer, long byteSize, @Nullable DType dtype) {
            this.buffer = buffer;
            this.byteSize = byteSize;
            this.dtype = dtype;
        }

        /** Null if each tensor has its own. */
        @Nullable
        DType dtype() {
            return dtype;
        }

        long byteSize() {
            return byteSize;
        }

        /** The memory, whose bytes are valid elements of a dtype. */
        Buffer elements(DType elements) throws FormatException {
            if (elements == DType.BOOL && !hasBooleans) {
                StoredArray.requireBooleans(buffer.segment().asSlice(0, byteSize));
                hasBooleans = true;
            }
            return buffer;
        }
    }

    /** Storages by their keys. */
    TorchStorages(Map<String, ZipMember> members) {
        this.members = members;
    }

    /** The storage that a pickle means by {@code ('storage', class, key, device, size)}. */
    Storage get(Pickled reference) throws FormatException {
        if (reference instanceof Pickled.Persistent(Pickled.Sequence(var parts))
                && parts.size() == 5
                && parts.get(0) instanceof Pickled.Text kind
                && kind.value().equals("storage")
                && parts.get(1) instanceof Pickled.Global type
                && parts.get(2) instanceof Pickled.Text key
                && parts.get(4) instanceof Pickled.Whole size) {
            @Nullable DType dtype = type.name().equals(UNTYPED) ? null : TorchType.dtype(type);
            Storage storage = storages.get(key.value());
            if (storage == null) {
                storage = read(key.value(), dtype, size.value());
                storages.put(key.value(), storage);
            }
            if (storage.dtype != dtype) {
                throw new FormatException("the storage '%s' has two dtypes", key.value());
            }
            return storage;
        }
        throw new FormatException("the pickle has a tensor without storage");
    }

    private Storage read(String key, @Nullable DType dtype, long size) throws FormatException {
        ZipMember member = members.get(key);
        if (member == null) {
            throw new FormatException("the storage '%s' is missing", key);
        }
        int itemSize = dtype == null ? 1 : dtype.size();
        if (size < 0 || member.size() % itemSize != 0 || member.size() / itemSize != size) {
            throw new FormatException("the storage '%s' of %d elements is %d bytes", key, size, member.size());
        }
        try (ArraySource source = member.deflated() ? member.open() : ArraySource.of(member.data())) {
            Buffer buffer = source.rest(Long.BYTES, true);
            return new Storage(buffer, member.size(), dtype);
        }
    }

    /** Gives up the storages; tensors keep those they view. */
    @Override
    public void close() {
        storages.values().forEach(storage -> storage.buffer.release());
    }
}
