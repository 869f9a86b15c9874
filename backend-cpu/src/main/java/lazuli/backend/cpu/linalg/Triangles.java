package lazuli.backend.cpu.linalg;

/** Substitution in linear systems with a triangular matrix, row-major, for all columns of the right sides at once. */
final class Triangles {
    private Triangles() {}

    /** Overwrites b (n, columns) with the solution for the lower triangle of a (n, n), whose diagonal is taken as ones if {@code unit}. */
    static void solveLower(double[] a, double[] b, int n, int columns, boolean unit) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                subtractRow(b, i, j, a[i * n + j], columns);
            }
            if (!unit) {
                divideRow(b, i, a[i * n + i], columns);
            }
        }
    }

    /** Overwrites b (n, columns) with the solution for the upper triangle of a (n, n). */
    static void solveUpper(double[] a, double[] b, int n, int columns) {
        for (int i = n - 1; i >= 0; i--) {
            for (int j = i + 1; j < n; j++) {
                subtractRow(b, i, j, a[i * n + j], columns);
            }
            divideRow(b, i, a[i * n + i], columns);
        }
    }

    private static void subtractRow(double[] b, int to, int from, double factor, int columns) {
        for (int c = 0; c < columns; c++) {
            b[to * columns + c] -= factor * b[from * columns + c];
        }
    }

    private static void divideRow(double[] b, int row, double divisor, int columns) {
        for (int c = 0; c < columns; c++) {
            b[row * columns + c] /= divisor;
        }
    }
}
