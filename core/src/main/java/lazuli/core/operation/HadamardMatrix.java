package lazuli.core.operation;

/**
 * Matrices of ones and minus ones with orthogonal rows, those of MLX: Sylvester's for powers of two, Paley's second one for 12,
 * Williamson's for 20 and 28.
 */
final class HadamardMatrix {
    /** The orders that are no powers of two. */
    static final int[] ODD_ORDERS = {12, 20, 28};

    /** For four circulant blocks a, b, c, d: where they stand, a capital letter for the negative block. */
    private static final String[] WILLIAMSON = {"abcd", "BaDc", "CdaB", "DCba"};

    private static final String[] BLOCKS_20 = {"+----", "+----", "++--+", "+-++-"};
    private static final String[] BLOCKS_28 = {"+------", "++----+", "+-+--+-", "+--++--"};

    private HadamardMatrix() {}

    /** Row by row. */
    static double[] of(int order) {
        double[] matrix = new double[order * order];
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                matrix[i * order + j] = switch (order) {
                    case 12 -> paley(i, j);
                    case 20 -> williamson(BLOCKS_20, i, j);
                    case 28 -> williamson(BLOCKS_28, i, j);
                    default -> Integer.bitCount(i & j) % 2 == 0 ? 1 : -1;
                };
            }
        }
        return matrix;
    }

    private static int williamson(String[] blocks, int i, int j) {
        int size = blocks[0].length();
        char name = WILLIAMSON[i / size].charAt(j / size);
        String row = blocks[Character.toLowerCase(name) - 'a'];
        int element = row.charAt(Math.floorMod(j - i, size)) == '+' ? 1 : -1;
        return Character.isUpperCase(name) ? -element : element;
    }

    /** Each element of a conference matrix of order 6 becomes a block; its zeros have a block of their own. */
    private static int paley(int i, int j) {
        int row = i / 2;
        int column = j / 2;
        if (row == column) {
            return i % 2 == 0 && j % 2 == 0 ? 1 : -1;
        }
        int block = i % 2 == 1 && j % 2 == 1 ? -1 : 1;
        return row == 0 || column == 0 ? block : block * quadraticCharacter(column - row);
    }

    /** Whether a number is a square modulo 5. */
    private static int quadraticCharacter(int number) {
        int rest = Math.floorMod(number, 5);
        return rest == 1 || rest == 4 ? 1 : -1;
    }
}
