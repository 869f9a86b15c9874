package lazuli.core.memory;

import java.util.Arrays;

/** A stack of addresses. */
final class Addresses {
    private long[] elements = new long[16];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void push(long address) {
        if (size == elements.length) {
            elements = Arrays.copyOf(elements, 2 * size);
        }
        elements[size++] = address;
    }

    /** The address pushed last, most likely still in a cache. */
    long pop() {
        return elements[--size];
    }
}
