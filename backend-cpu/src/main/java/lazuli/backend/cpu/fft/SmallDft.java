package lazuli.backend.cpu.fft;

/** Lines that are too short, or too close to a prime, to be cut into columns: a block of them becomes columns side by side. */
record SmallDft(Columns columns) implements Lines {
    private static final int BLOCK = 64;

    static SmallDft of(int length) {
        return new SmallDft(Columns.of(length));
    }

    @Override
    public int length() {
        return columns.length();
    }

    @Override
    public long bytes() {
        return columns.bytes();
    }

    @Override
    public void run(
            Butterflies butterflies,
            long from,
            long fromStride,
            long to,
            long toStride,
            long count,
            boolean inverse,
            float scale) {
        int most = (int) Math.min(count, BLOCK);
        long area = (long) length() * most;
        try (Scratch scratch = Scratch.of(2 * area + columns.scratch(most))) {
            long in = scratch.address();
            long out = in + area * Complex.BYTES;
            long rest = out + area * Complex.BYTES;
            for (long first = 0; first < count; first += most) {
                int lines = (int) Math.min(most, count - first);
                long rowBytes = (long) lines * Complex.BYTES;
                Complex.transpose(from + first * fromStride, fromStride, in, rowBytes, lines, length());
                columns.run(butterflies, in, rowBytes, out, rowBytes, lines, inverse, rest);
                if (scale != 1) {
                    butterflies.scale(out, lines * length(), scale);
                }
                Complex.transpose(out, rowBytes, to + first * toStride, toStride, length(), lines);
            }
        }
    }
}
