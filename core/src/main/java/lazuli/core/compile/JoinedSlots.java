package lazuli.core.compile;

import lazuli.core.Array;

/** The slots of several states. */
final class JoinedSlots implements StateSlots {
    private final StateSlots[] parts;
    private final int count;

    JoinedSlots(StateSlots[] parts) {
        this.parts = parts;
        int sum = 0;
        for (StateSlots part : parts) {
            sum += part.count();
        }
        this.count = sum;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public boolean read(Array[] arrays, int first) {
        int next = first;
        for (StateSlots part : parts) {
            if (!part.read(arrays, next)) {
                return false;
            }
            next += part.count();
        }
        return true;
    }

    @Override
    public void write(Array[] before, Array[] after, int first) {
        int next = first;
        for (StateSlots part : parts) {
            part.write(before, after, next);
            next += part.count();
        }
    }
}
