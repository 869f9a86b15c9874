package lazuli.backend.cpu.loop;

import java.lang.invoke.MethodHandles;

/** Conversion of integers or bool, read as long, to elements of any kind and width. The result may not lie over the operand. */
public final class LongConversionLoop implements Loop {
    private static final Conversion CONVERSION = Template.constant(MethodHandles.lookup(), Conversion.class);

    /** Reads an element. */
    @FunctionalInterface
    public interface Source {
        long read(long address);
    }

    /** Stores an element. */
    @FunctionalInterface
    public interface Target {
        void write(long address, long value);
    }

    /**
     * How to read and to write elements.
     *
     * @param sourceSize bytes of an element that is read
     * @param targetSize bytes of an element that is written
     */
    public record Conversion(Source source, int sourceSize, Target target, int targetSize) {}

    /** A loop compiled around {@code conversion}. */
    public static Loop of(Conversion conversion) {
        return Template.fill(MethodHandles.lookup(), Loop.class, conversion);
    }

    @Override
    public void run(long to, long a, long b, long c, int n) {
        for (long i = 0; i < n; i++) {
            CONVERSION
                    .target()
                    .write(to + i * CONVERSION.targetSize(), CONVERSION.source().read(a + i * CONVERSION.sourceSize()));
        }
    }
}
