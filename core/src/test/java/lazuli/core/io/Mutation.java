package lazuli.core.io;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.random.RandomGenerator;

/** Damages files: a few random changes of the kinds that break parsers. */
final class Mutation {
    private static final long[] ODD_NUMBERS = {
        0,
        1,
        2,
        0x7f,
        0x80,
        0xff,
        0x7fff,
        0x8000,
        0xffff,
        0x7fff_ffffL,
        0x8000_0000L,
        0xffff_ffffL,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -1,
        -8
    };
    private static final String TEXT = "{}[]()<>|='\",:0123456789-.\\nTrueFalsedtypeshape\u0000";

    private final RandomGenerator random;
    private final List<byte[]> seeds;

    Mutation(RandomGenerator random, List<byte[]> seeds) {
        this.random = random;
        this.seeds = seeds;
    }

    /** One of the files with one to four changes. */
    byte[] next() {
        byte[] file = seeds.get(random.nextInt(seeds.size())).clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && file.length > 0; i++) {
            file = change(file);
        }
        return file;
    }

    private byte[] change(byte[] file) {
        int at = place(file.length);
        switch (random.nextInt(8)) {
            case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> file[at] = (byte) random.nextInt(256);
            case 2, 3 -> file[at] = (byte) TEXT.charAt(random.nextInt(TEXT.length()));
            case 4 -> putNumber(file, at, ODD_NUMBERS[random.nextInt(ODD_NUMBERS.length)], 1 << random.nextInt(4));
            case 5 -> {
                return splice(file, at, 0, file, random.nextInt(file.length), random.nextInt(64));
            }
            case 6 -> {
                return splice(file, at, random.nextInt(64), file, 0, 0);
            }
            default -> {
                byte[] other = seeds.get(random.nextInt(seeds.size()));
                return splice(file, at, random.nextInt(64), other, random.nextInt(other.length), random.nextInt(64));
            }
        }
        return file;
    }

    /** Mostly near the ends, where the formats have their headers and directories. */
    private int place(int length) {
        int near = Math.min(length, 200);
        return switch (random.nextInt(4)) {
            case 0, 1 -> random.nextInt(near);
            case 2 -> length - 1 - random.nextInt(near);
            default -> random.nextInt(length);
        };
    }

    private static void putNumber(byte[] file, int at, long number, int width) {
        for (int i = 0; i < width && at + i < file.length; i++) {
            file[at + i] = (byte) (number >> (8 * i));
        }
    }

    /** The file with {@code dropped} bytes replaced by some of another. */
    private static byte[] splice(byte[] file, int at, int dropped, byte[] other, int from, int count) {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        result.write(file, 0, at);
        result.write(other, from, Math.min(count, other.length - from));
        int rest = Math.min(file.length, at + dropped);
        result.write(file, rest, file.length - rest);
        return result.toByteArray();
    }
}
