package lazuli.backend.cpu.loop;

import lazuli.backend.cpu.memory.NativeMemory;

/** Copies elements of a size in bytes. */
public record CopyLoop(int size) implements Loop {
    @Override
    public void run(long to, long a, long b, long c, int n) {
        NativeMemory.copy(a, to, (long) n * size);
    }

    @Override
    public Element element() {
        return new Element.Copy();
    }
}
