package lazuli.core.io;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lazuli.core.ArrayFile;

/**
 * PyTorch's checkpoint from before version 1.6: five pickles (a magic number, the format's version, the writer's machine, the object,
 * the keys of its storages), then the storages in the order of these keys, each as a count and its elements, which are little-endian on
 * every machine.
 */
final class LegacyTorchFormat {
    /** The end of the pickle of 0x1950a86a20f9469cfc6c. */
    private static final byte[] MAGIC = {
        (byte) 0x8a, 10, 0x6c, (byte) 0xfc, (byte) 0x9c, 0x46, (byte) 0xf9, 0x20, 0x6a, (byte) 0xa8, 0x50, 0x19, '.'
    };

    private static final int PROTO = 0x80;
    private static final int PROTO_SIZE = 2;
    private static final int FRAME = 0x95;
    private static final int FRAME_SIZE = 1 + Long.BYTES;
    private static final Pickled VERSION = new Pickled.Whole(1001);

    private LegacyTorchFormat() {}

    static boolean looksLike(FileRegion file) throws FormatException {
        if (file.size() < PROTO_SIZE + MAGIC.length || file.unsignedByte(0) != PROTO) {
            return false;
        }
        int at = PROTO_SIZE + (file.unsignedByte(PROTO_SIZE) == FRAME ? FRAME_SIZE : 0);
        return file.size() >= at + MAGIC.length && Arrays.equals(file.toArray(at, MAGIC.length), MAGIC);
    }

    static ArrayFile read(FileRegion file) throws FormatException {
        long memory = file.size() + TorchFormat.SLACK;
        ByteCursor input = new ByteCursor(file);
        PickleReader pickles = new PickleReader(input, memory);
        pickles.read();
        Pickled version = pickles.read();
        if (!version.equals(VERSION)) {
            throw new FormatException("is a PyTorch checkpoint from before 1.6 of a version other than 1001");
        }
        pickles.read();
        Pickled root = pickles.read();
        Map<String, TorchStorages.Reference> references = references(pickles.persistents());
        Map<String, TorchStorages.Member> storages = storages(pickles.read(), references, input);
        FileRegion rest = input.rest();
        if (rest.size() > 0 && !looksLike(rest)) {
            throw new FormatException("%d bytes follow the last storage", rest.size());
        }
        try (TorchStorages data = new TorchStorages(storages, false)) {
            return new TorchArrays(data, memory).in(root);
        }
    }

    /** What the object says of its storages, by their keys. */
    private static Map<String, TorchStorages.Reference> references(List<Pickled.Persistent> persistents)
            throws FormatException {
        Map<String, TorchStorages.Reference> references = new HashMap<>();
        for (Pickled.Persistent persistent : persistents) {
            TorchStorages.Reference reference = TorchStorages.Reference.of(persistent);
            references.putIfAbsent(reference.key(), reference);
        }
        return references;
    }

    private static Map<String, TorchStorages.Member> storages(
            Pickled keys, Map<String, TorchStorages.Reference> references, ByteCursor input) throws FormatException {
        if (!(keys instanceof Pickled.Sequence(var items))) {
            throw new FormatException("the pickle of the storages' keys is no list");
        }
        Set<String> seen = new HashSet<>();
        Map<String, TorchStorages.Member> storages = new LinkedHashMap<>();
        for (Pickled item : items) {
            if (!(item instanceof Pickled.Text(var key)) || !seen.add(key)) {
                throw new FormatException("the storages' keys are no different texts");
            }
            TorchStorages.Reference reference = references.get(key);
            if (reference == null) {
                throw new FormatException("the size of the storage '%s' is unknown: no tensor has it", key);
            }
            long count = input.number();
            int itemSize = reference.itemSize();
            if (count != reference.size() || count > Long.MAX_VALUE / itemSize) {
                throw new FormatException(
                        "the storage '%s' has %d elements where its tensors expect %d", key, count, reference.size());
            }
            FileRegion elements = input.take(count * itemSize);
            storages.put(key, new TorchStorages.Member(elements.size(), () -> ArraySource.of(elements)));
        }
        return storages;
    }
}
