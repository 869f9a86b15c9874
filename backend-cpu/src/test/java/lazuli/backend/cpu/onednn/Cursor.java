package lazuli.backend.cpu.onednn;

import java.util.List;

/** Positions in three spatial dimensions, numbered with the last dimension fastest. */
record Cursor(List<Integer> sizes) {
    int count() {
        return sizes.get(0) * sizes.get(1) * sizes.get(2);
    }

    int at(int number, int dimension) {
        return switch (dimension) {
            case 0 -> number / (sizes.get(1) * sizes.get(2));
            case 1 -> number / sizes.get(2) % sizes.get(1);
            default -> number % sizes.get(2);
        };
    }

    boolean contains(int[] position) {
        for (int i = 0; i < position.length; i++) {
            if (position[i] < 0 || position[i] >= sizes.get(i)) {
                return false;
            }
        }
        return true;
    }

    int index(int[] position) {
        return (position[0] * sizes.get(1) + position[1]) * sizes.get(2) + position[2];
    }
}
