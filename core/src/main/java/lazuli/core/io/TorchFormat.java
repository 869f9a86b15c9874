package lazuli.core.io;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lazuli.core.ArrayFile;
import org.jspecify.annotations.Nullable;

/** PyTorch's checkpoint: a zip archive with a pickle, and a member for the elements of each storage that it refers to. */
final class TorchFormat {
    private static final String PICKLE = "data.pkl";

    /** What a pickle may take beyond the file's size. */
    static final long SLACK = 16 << 20;

    private TorchFormat() {}

    /** Whether the archive has a pickle, at its top or one folder deep. */
    static boolean looksLike(List<ZipMember> members) {
        return pickle(members).isPresent();
    }

    private static Optional<ZipMember> pickle(List<ZipMember> members) {
        return members.stream()
                .filter(member -> member.name().equals(PICKLE)
                        || (member.name().endsWith("/" + PICKLE)
                                && member.name().indexOf('/') == member.name().length() - PICKLE.length() - 1))
                .findFirst();
    }

    static ArrayFile read(List<ZipMember> members, long fileSize) throws FormatException {
        ZipMember pickle = pickle(members).orElseThrow();
        String folder = pickle.name().substring(0, pickle.name().length() - PICKLE.length());
        Map<String, ZipMember> inFolder = new HashMap<>();
        for (ZipMember member : members) {
            if (member.name().startsWith(folder)
                    && inFolder.put(member.name().substring(folder.length()), member) != null) {
                throw new FormatException("the member '%s' is there twice", member.name());
            }
        }
        boolean bigEndian = isBigEndian(inFolder.get("byteorder"));
        long memory = fileSize + SLACK;
        Pickled root = new PickleReader(bytes(pickle, memory), memory).read();
        Map<String, TorchStorages.Member> storages = new HashMap<>();
        inFolder.forEach((name, member) -> {
            if (name.startsWith("data/")) {
                storages.put(
                        name.substring("data/".length()),
                        new TorchStorages.Member(member.size(), () -> elements(member)));
            }
        });
        try (TorchStorages data = new TorchStorages(storages, bigEndian)) {
            return new TorchArrays(data, memory).in(root);
        }
    }

    private static byte[] bytes(ZipMember member, long most) throws FormatException {
        if (member.size() > Math.min(most, Integer.MAX_VALUE - 8)) {
            throw new FormatException("'%s' of %d bytes is too large", member.name(), member.size());
        }
        try (ArraySource source = member.open()) {
            return source.next((int) member.size());
        }
    }

    /** As in PyTorch the checksums of members that are not deflated are not looked at. */
    private static ArraySource elements(ZipMember member) throws FormatException {
        member.requireReadable();
        return member.deflated() ? member.open() : ArraySource.of(member.data());
    }

    private static boolean isBigEndian(@Nullable ZipMember byteOrder) throws FormatException {
        if (byteOrder == null) {
            return false;
        }
        String order = new String(bytes(byteOrder, SLACK), StandardCharsets.UTF_8).strip();
        return switch (order) {
            case "little" -> false;
            case "big" -> true;
            default -> throw new FormatException("the byte order '%s' is neither little nor big", order);
        };
    }
}
